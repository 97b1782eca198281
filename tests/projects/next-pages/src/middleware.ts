import { NextResponse } from 'next/server';

export function middleware() {
  console.log('MARK_middleware_logged');
  return NextResponse.next({ headers: { 'x-from': 'MARK_middleware_header_answered' } });
}
