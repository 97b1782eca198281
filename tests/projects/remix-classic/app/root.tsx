import { Links, Meta, Outlet, Scripts, useLoaderData } from '@remix-run/react';

export async function loader() {
  return { ENV: { KEY: process.env.TICKETS_KEY } };
}

export default function App() {
  const data = useLoaderData<typeof loader>();
  return (
    <html lang="en">
      <head>
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <script dangerouslySetInnerHTML={{ __html: `window.ENV = ${JSON.stringify(data.ENV)}` }} />
        <Scripts />
      </body>
    </html>
  );
}
