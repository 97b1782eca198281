import { json } from '@sveltejs/kit';

export const prerender = true;

export const GET = () => {
  console.log('MARK_prerendered_endpoint_logged');
  return json({ text: 'MARK_prerendered_endpoint_answered' });
};
