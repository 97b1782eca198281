import { readDesk } from '@lib/desk';

export const GET = () => {
  console.log('MARK_static_endpoint_logged', readDesk());
  return Response.json({ text: 'MARK_static_endpoint_answered' });
};
