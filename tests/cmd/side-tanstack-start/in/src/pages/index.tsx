import { createFileRoute } from '@tanstack/react-router';
import { ask } from '../functions';
import { ofLoader, ofNobody } from '../lib';

export const Route = createFileRoute('/')({
  headers: () => ({ 'x-key': 'of the server' }),
  loader: () => ofLoader + 'of both',
  server: { middleware: [], handlers: { GET: () => 'of the server' } },
  component: () => ask(),
});
