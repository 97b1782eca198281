import type { HttpInterceptorFn } from '@angular/common/http';

export const signRequest: HttpInterceptorFn = (request, next) =>
  next(request.clone({ setHeaders: { 'x-signature': 'MARK_interceptor_header' } }));
