import { charge } from '@/lib/charge';

export const dynamic = 'force-dynamic';

export async function GET() {
  console.log('MARK_dynamic_route_logged', charge('route').total);
  return Response.json({ answer: 'MARK_dynamic_route_answer' });
}

export async function POST() {
  return Response.json({ answer: 'MARK_dynamic_route_post_answer' });
}
