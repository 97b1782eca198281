import { createFileRoute } from '@tanstack/react-router';
import { useServerFn } from '@tanstack/react-start';
import { signed } from '../functions/signed';
import { onlyOnServer } from '../lib/sides';

export const Route = createFileRoute('/later')({
  ssr: false,
  loader: () => ({ text: 'MARK_client_only_route_loader' }),
  component: () => <p onClick={useServerFn(signed)}>MARK_client_only_route_component</p>,
});

export const unusedByRouter = onlyOnServer;
