import { Links, Meta, Outlet, Scripts } from 'react-router';
import { readPlan } from './plan';

export function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
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

export async function loader() {
  console.log('MARK_root_loader_logged');
  return { plan: readPlan(), key: process.env.ROOMS_KEY ?? 'MARK_root_loader_returned_fallback', note: 'MARK_root_loader_returned' };
}

export function HydrateFallback() {
  return <p>MARK_root_hydrate_fallback</p>;
}

export default function App() {
  return <Outlet context="MARK_root_component" />;
}
