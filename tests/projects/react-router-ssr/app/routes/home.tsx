import { data, Form, redirect } from 'react-router';
import type { Route } from './+types/home';
import { listRooms } from '~/data/rooms.server';
import { audit } from '~/data/audit';
import { measure } from '~/data/measure';
import { both, loaderHalf } from '~/data/both';
import { pixel } from '~/data/pixel.client';
import { Card } from '~/components';
import { first } from '~/chain/first';

const forBoth = 'MARK_home_constant_of_both';
const forLoader = 'MARK_home_constant_of_loader_logged';
const helper = () => {
  console.log('MARK_home_function_of_loader_and_action_logged');
};

export const meta: Route.MetaFunction = () => [{ title: 'MARK_home_meta' }];
export const links = () => [{ rel: 'help', href: '/MARK_home_links' }];
export const headers = () => ({ 'x-rooms': 'MARK_home_headers_sent' });
export const handle = { crumb: 'MARK_home_handle' };

export async function loader({ request }: Route.LoaderArgs) {
  helper();
  audit(forBoth, forLoader, process.env.ROOMS_KEY, import.meta.env.VITE_LOADER, loaderHalf());
  if (request.url.includes('away')) throw redirect('/?MARK_home_loader_redirect');
  const rooms = await listRooms();
  return data(
    { shown: rooms[0], hidden: 'MARK_home_loader_returned_not_shown', key: process.env.ROOMS_RETURNED },
    { headers: { 'x-loader': 'MARK_home_loader_header_not_forwarded' } },
  );
}

export const action = async () => {
  helper();
  console.log('MARK_home_action_logged');
  return { text: 'MARK_home_action_returned' };
};

export async function clientLoader({ serverLoader }: Route.ClientLoaderArgs) {
  console.log('MARK_home_client_loader', measure());
  return serverLoader();
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const press = () => console.log('MARK_home_handler', import.meta.env.VITE_ROOMS, pixel?.());
  return (
    <Form method="post" onSubmit={press}>
      MARK_home_rendered {loaderData.shown} {both()} {forBoth} {first()}
      <Card />
    </Form>
  );
}
