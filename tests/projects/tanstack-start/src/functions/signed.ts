import { createMiddleware, createServerFn } from '@tanstack/react-start';

const sign = createMiddleware({ type: 'function' })
  .client(({ next }) => {
    console.log('MARK_middleware_client_half');
    return next();
  })
  .server(({ next }) => {
    console.log('MARK_middleware_server_half');
    return next();
  });

export const signed = createServerFn()
  .middleware([sign])
  .validator((input: unknown) => {
    if (input === 'MARK_validator') console.log(input);
    return undefined;
  })
  .handler(() => {
    console.log('MARK_signed_handler_logged');
  });
