import { useLoaderData } from 'react-router';
import { query } from '~/data/query.server.js';

export async function loader() {
  return { text: query('MARK_loader_runs_in_browser', import.meta.env.VITE_HELM) };
}

export async function action() {
  return 'MARK_action_runs_in_browser';
}

export async function getServerSideProps() {
  return { props: { text: 'MARK_next_name_without_next' } };
}

export default function Home() {
  return <p>{useLoaderData().text}</p>;
}
