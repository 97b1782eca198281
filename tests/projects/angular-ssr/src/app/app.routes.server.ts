import { RenderMode, type ServerRoute } from '@angular/ssr';

export const serverRoutes: ServerRoute[] = [
  { path: 'wards', renderMode: RenderMode.Prerender },
  { path: '**', renderMode: RenderMode.Server, headers: { 'x-clinic': 'MARK_server_route_header' } },
];
