import type { RequestHandler } from '@builder.io/qwik-city';

export const onGet: RequestHandler = async ({ json }) => {
  console.log('MARK_endpoint_logged');
  json(200, { text: 'MARK_endpoint_answered' });
};
