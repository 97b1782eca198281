import { withSession } from '#lib/with-session';
import { readProfile } from '#lib/profile';
import { describe } from '#lib/describe';

export const getServerSideProps = withSession(async () => {
  console.log('MARK_wrapped_server_props_logged', readProfile());
  return { props: { name: 'MARK_wrapped_server_props_returned' } };
});

const labels = { title: 'MARK_wrapped_label_used', other: 'MARK_wrapped_label_not_used' };

export default function Wrapped({ name }: { name: string }) {
  return (
    <p title={labels.title}>
      {name} {describe()}
    </p>
  );
}
