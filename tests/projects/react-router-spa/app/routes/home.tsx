import { load } from '../data/load';
import { submit } from '../data/submit';
import type { Room } from '../data/room';

const spare = 'MARK_home_constant_nobody_reads';

export async function clientLoader() {
  const room: Room = { name: load() };
  return room;
}

export async function clientAction() {
  return submit();
}

export default function Home({ loaderData }: { loaderData: Room }) {
  return <p onClick={() => console.log(import.meta.env.VITE_ROOMS)}>MARK_home_rendered {loaderData.name}</p>;
}
