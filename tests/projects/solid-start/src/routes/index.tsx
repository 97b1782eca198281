import { createAsync, query } from '@solidjs/router';
import { isServer } from 'solid-js/web';
import { addShip } from '~/server/ships';
import { helper } from '~/lib/helper';
import { readLog } from '~/lib/log';
import type { Ship } from '~/lib/ship';

const forServer = 'MARK_route_constant_of_server_function_logged';
const unused = 'MARK_route_constant_nobody_reads';

const getShips = query(async () => {
  'use server';
  console.log('MARK_inline_server_function_logged', forServer, process.env.HARBOR_KEY, import.meta.env.VITE_SERVER, readLog());
  return { shown: 'MARK_inline_server_function_returned_and_shown', hidden: 'MARK_inline_server_function_returned_not_shown', key: process.env.HARBOR_RETURNED };
}, 'ships');

const getTides = query(async () => {
  console.log('MARK_query_without_directive');
  return 'MARK_query_without_directive_returned';
}, 'tides');

export const route = { preload: () => (getShips(), console.log('MARK_route_preload')) };

export default function Index() {
  const ships = createAsync(() => getShips());
  const tides = createAsync(() => getTides());
  const ship: Ship = { name: 'MARK_component_constant' };
  if (isServer) console.log('MARK_is_server_branch');
  const press = () => console.log('MARK_component_handler', import.meta.env.VITE_HARBOR, __HARBOR__, addShip('x'));
  return (
    <main onClick={press}>
      {ships()?.shown} {tides()} {ship.name} {helper()}
    </main>
  );
}
