import { component$, Slot } from '@builder.io/qwik';
import type { RequestHandler } from '@builder.io/qwik-city';
import { guard } from '../lib/guard';

export const onRequest: RequestHandler = async ({ headers }) => {
  guard('MARK_on_request_logged');
  headers.set('x-bakery', 'MARK_on_request_header');
};

export default component$(() => (
  <main title="MARK_layout_rendered">
    <Slot />
  </main>
));
