import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';

console.log('MARK_entry_client');
startTransition(() => hydrateRoot(document, <HydratedRouter />));
