import { json } from '@sveltejs/kit';
import { sow } from '$lib/sow';

export const GET = () => {
  console.log('MARK_endpoint_logged', sow());
  return json({ text: 'MARK_endpoint_answered' });
};
