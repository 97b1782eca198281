import { createFileRoute } from '@tanstack/react-router';
import { vault } from '../lib/vault';

export const Route = createFileRoute('/api/trees')({
  server: {
    handlers: {
      GET: () => {
        console.log('MARK_server_route_logged', vault());
        return Response.json({ text: 'MARK_server_route_answered' });
      },
    },
  },
});
