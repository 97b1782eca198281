export function loader() {
  console.log('MARK_resource_route_logged');
  return Response.json({ text: 'MARK_resource_route_answered' });
}
