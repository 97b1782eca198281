import { createMiddleware } from '@solidjs/start/middleware';

export default createMiddleware({
  onRequest: (event) => {
    console.log('MARK_middleware_logged');
    event.response.headers.set('x-harbor', 'MARK_middleware_header');
  },
});
