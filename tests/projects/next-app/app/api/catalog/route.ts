export const dynamic = 'force-static';

export async function GET() {
  console.log('MARK_static_route_logged');
  return Response.json({ answer: 'MARK_static_route_answer' });
}
