import { sign } from '~/data/sign';

export const loader = () => ({ text: sign('MARK_prerendered_loader_returned'), log: console.log('MARK_prerendered_loader_logged') });

export default function About({ loaderData }: { loaderData: { text: string } }) {
  return <p>{loaderData.text.slice(0, 1)} MARK_about_rendered</p>;
}
