import { NextResponse, type NextRequest } from 'next/server';

export function proxy(request: NextRequest) {
  console.log('MARK_proxy_logged', request.nextUrl.pathname);
  const response = NextResponse.next();
  response.headers.set('x-proxy', 'MARK_proxy_header_set_on_response');
  return response;
}
