import { createRouter } from '@tanstack/react-router';
import { routeTree } from './routeTree.gen';

export function getRouter() {
  return createRouter({ routeTree, defaultNotFoundComponent: () => <p>MARK_router_not_found</p> });
}
