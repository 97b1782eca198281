import { $, component$, useSignal, useStore, useTask$, useVisibleTask$ } from '@builder.io/qwik';
import { routeAction$, routeLoader$, server$, type DocumentHead } from '@builder.io/qwik-city';
import { isServer } from '@builder.io/qwik/build';
import { bake } from '../lib/bake';
import { oven } from '../lib/oven';
import { knead } from '../lib/knead';
import { price } from '../lib/price';
import type { Bread } from '../lib/bread';

const forLoader = 'MARK_route_constant_of_loader_logged';
const forHandler = 'MARK_route_constant_of_handler';

export const useBreads = routeLoader$(async () => {
  console.log('MARK_loader_logged', forLoader, oven());
  return { shown: 'MARK_loader_returned_and_shown', hidden: 'MARK_loader_returned_not_shown' };
});

export const useOrder = routeAction$(async () => {
  console.log('MARK_action_logged');
  return { text: 'MARK_action_returned' };
});

const weigh = server$(() => {
  console.log('MARK_server_function_logged', import.meta.env.PUBLIC_SERVER, price());
  return 'MARK_server_function_returned';
});

export const head: DocumentHead = { title: 'MARK_head' };

export default component$(() => {
  const breads = useBreads();
  const order = useOrder();
  const bread: Bread = { name: 'MARK_component_constant_rendered' };
  const captured = 'MARK_component_constant_captured_by_handler';
  const state = useStore({ note: 'MARK_store_used_by_handler', idle: 'MARK_store_field_not_used' });
  const count = useSignal('MARK_signal_used_by_handler');
  const alone = useSignal('MARK_signal_not_used_by_handler');

  useTask$(() => {
    if (isServer) console.log('MARK_task_server_branch_logged', alone.value);
  });
  useVisibleTask$(() => {
    console.log('MARK_visible_task');
  });

  const press = $(async () => {
    console.log('MARK_handler', captured, state.note, count.value, forHandler, knead(), import.meta.env.PUBLIC_BAKERY);
    console.log(import.meta.env.VITE_BAKERY, import.meta.env.BAKERY_KEY, await weigh(), await order.submit());
    count.value = 'MARK_handler_writes';
  });

  return (
    <button onClick$={press}>
      {bread.name} {breads.value.shown} {bake()} {count.value}
    </button>
  );
});
