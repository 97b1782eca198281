import { Links, Meta, Outlet, Scripts } from 'react-router';

export function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en" data-root="MARK_root_layout">
      <head>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export function loader() {
  console.log('MARK_root_loader_logged');
  return { env: { site: 'MARK_root_loader_returned_as_env' } };
}

export function ErrorBoundary() {
  return <p>MARK_root_error_boundary</p>;
}

export default function App() {
  return <Outlet />;
}
