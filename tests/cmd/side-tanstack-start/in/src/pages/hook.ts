import { createFileRoute } from '@tanstack/react-router';
import { ofHandler } from '../lib';

console.log('of a route that only answers');
export const Route = createFileRoute('/hook')({ server: { handlers: { POST: () => ofHandler } } });
