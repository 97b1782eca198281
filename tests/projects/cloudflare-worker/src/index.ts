import schema from './schema.sql';
import { guard } from './guard';
import { page } from './page';

declare const RELEASE: string;
interface Env {
  MODE: string;
  GATE_KEY: string;
  ASSETS: { fetch(request: Request): Promise<Response> };
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    console.log('MARK_worker_logged', guard(request), schema, env.MODE, env.GATE_KEY, RELEASE);
    if (new URL(request.url).pathname === '/page') return new Response(page(), { headers: { 'content-type': 'text/html' } });
    return env.ASSETS.fetch(request);
  },
};
