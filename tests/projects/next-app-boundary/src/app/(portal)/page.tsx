import { Actions } from '@/ui/actions';
import { Chart } from '@/ui';
import { SIZE, Table } from '@/ui/table';
import { wrapped } from '@/lib/wrapped';
import { load } from '@/lib/load';

export default async function Home() {
  const rows = await load();
  const secret = process.env.PORTAL_CLOSED_OVER ?? '';

  async function closed() {
    'use server';
    console.log('MARK_inline_action_logged', secret);
  }

  async function bound(value: string) {
    'use server';
    console.log('MARK_bound_action_logged', value);
  }

  return (
    <main>
      <Actions closed={closed} bound={bound.bind(null, process.env.PORTAL_BOUND ?? '')} />
      <Chart points={rows.map((row) => row.point)} />
      <Table render={rows.length} />
      <script dangerouslySetInnerHTML={{ __html: `window.portal = ${JSON.stringify({ key: process.env.PORTAL_SCRIPT })}` }} />
      <p>
        {typeof SIZE} {wrapped()}
      </p>
    </main>
  );
}
