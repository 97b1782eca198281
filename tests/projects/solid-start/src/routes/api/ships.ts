import { readLog } from '~/lib/log';

export function GET() {
  console.log('MARK_api_logged', readLog());
  return new Response('MARK_api_answered');
}
