import { defer, json, redirect } from '@remix-run/node';
import { Await, useLoaderData } from '@remix-run/react';
import { Suspense } from 'react';
import { db } from '../services/db.server';
import { session } from '../services/session';
import { currency, rates } from '../services/money';
import { label } from '../services/label';

const selectPublic = (row: { shown: string; secret: string }) => ({ shown: row.shown });

export const meta = () => [{ title: 'MARK_index_meta' }];

export const loader = async ({ request }: { request: Request }) => {
  console.log('MARK_index_loader_logged', process.env.TICKETS_LOGGED, rates());
  if (new URL(request.url).searchParams.has('away')) return redirect('/tickets/1?MARK_index_loader_redirect');
  if (new URL(request.url).searchParams.has('denied') || session(request)) throw json({ reason: 'MARK_index_loader_thrown' }, { status: 401 });
  return defer({ row: selectPublic(db.row), later: Promise.resolve('MARK_index_loader_deferred') });
};

export default function Index() {
  const { row, later } = useLoaderData<typeof loader>();
  return (
    <main onClick={() => console.log('MARK_index_handler', import.meta.env.TICKETS_PUBLIC_SITE, import.meta.env.VITE_SITE)}>
      {row.shown} {currency()} {label()}
      <Suspense>
        <Await resolve={later}>{(text) => <b>{text}</b>}</Await>
      </Suspense>
    </main>
  );
}
