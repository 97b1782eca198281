import { createRootRoute, HeadContent, Outlet, Scripts } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export const Route = createRootRoute({
  head: () => ({ meta: [{ title: 'MARK_root_head' }] }),
  shellComponent: Shell,
  component: () => <Outlet />,
});

function Shell({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-root="MARK_root_shell">
      <head>
        <HeadContent />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}
