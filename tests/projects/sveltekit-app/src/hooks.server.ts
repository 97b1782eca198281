import type { Handle } from '@sveltejs/kit';
import { audit } from '$lib/server/audit';

export const handle: Handle = async ({ event, resolve }) => {
  audit('MARK_server_hook_logged');
  const response = await resolve(event, { transformPageChunk: ({ html }) => html.replace('<body>', '<body data-hook="MARK_server_hook_in_html">') });
  response.headers.set('x-garden', 'MARK_server_hook_header');
  return response;
};
