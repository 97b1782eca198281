import { defineMiddleware } from 'astro:middleware';

export const onRequest = defineMiddleware((context, next) => {
  console.log('MARK_middleware_logged', context.url.pathname);
  return next();
});
