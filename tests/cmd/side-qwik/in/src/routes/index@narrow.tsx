import { component$ } from '@builder.io/qwik';
import { globalAction$, routeLoader$, server$ as remote$, validator$, zod$ } from '@builder.io/qwik-city';
import { oven } from '../server/oven';
import { onRequest, ship } from '../lib';

export const useBread = routeLoader$(() => oven);
export const useOrder = globalAction$(() => 'of the server', validator$(() => 'of the server'));
const bake = remote$(() => 'of the server');
export { onRequest };

export default component$(() => <p onClick$={() => bake()}>{useBread().value} {ship}</p>);
