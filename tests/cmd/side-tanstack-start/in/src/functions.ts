import { createMiddleware, createServerFn, createServerOnlyFn as onlyThere } from '@tanstack/react-start';
import { ofHandler } from './lib';
import { vault } from './vault.server';

const sign = createMiddleware({ type: 'function' }).client(() => 'of both').server(() => 'of the server');

export const ask = createServerFn({ method: 'POST' })
  .middleware([sign])
  .inputValidator((input) => input ?? 'of the server')
  .handler(() => ofHandler + vault + 'of the server');
export const idle = onlyThere(() => 'of the server');

const signed = createServerFn().middleware([sign]);
export const ofSigned = signed().handler(() => 'of the server');
