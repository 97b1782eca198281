import { onlyStatic } from '@lib/only-static';

export default function Static({ note }: { note: string }) {
  const press = () => console.log('MARK_component_without_directive_handler', note);
  return <b onClick={press}>MARK_component_without_directive_rendered {onlyStatic()}</b>;
}
