import { scale } from '#lib/scale';

export function Chart() {
  return <figure onClick={() => console.log('MARK_chart_handler')}>{scale.linear(2)}</figure>;
}

export const Pie = () => <figure>MARK_chart_unused_export</figure>;
