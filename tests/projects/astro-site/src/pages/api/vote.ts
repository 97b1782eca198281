import type { APIRoute } from 'astro';

export const prerender = false;

export const POST: APIRoute = async () => {
  console.log('MARK_endpoint_logged');
  return Response.json({ text: 'MARK_endpoint_answered' });
};
