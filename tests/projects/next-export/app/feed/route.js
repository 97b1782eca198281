export const dynamic = 'force-static';

export const GET = () => {
  console.log('MARK_route_logged');
  return new Response('MARK_route_answered');
};
