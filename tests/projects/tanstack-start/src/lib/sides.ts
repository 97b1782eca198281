import { createClientOnlyFn, createIsomorphicFn, createServerOnlyFn } from '@tanstack/react-start';

export const onlyOnServer = createServerOnlyFn(() => 'MARK_server_only_function');
export const onlyInBrowser = createClientOnlyFn(() => 'MARK_client_only_function');
export const isomorphic = createIsomorphicFn()
  .server(() => 'MARK_isomorphic_server_half')
  .client(() => 'MARK_isomorphic_client_half');
export const environment = { name: 'MARK_module_of_functions_constant' };
