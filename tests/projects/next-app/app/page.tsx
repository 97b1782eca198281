import { Suspense } from 'react';
import { Banner } from '@/components/Banner';
import { PayButton } from '@/components/PayButton';
import { loadCatalog } from '@/lib/catalog';
import { describe } from '@/lib/describe';
import type { Order } from '@/lib/orders';

const unusedByPage = 'MARK_page_unused_constant';

export default async function Home() {
  const catalog = await loadCatalog();
  const order: Order = { id: '7', total: 12 };
  console.log('MARK_page_logged', process.env.DATABASE_URL);
  return (
    <main>
      <h1>MARK_page_rendered</h1>
      <p>{process.env.MAIL_PASSWORD}</p>
      <p>{describe(order.id)}</p>
      <Suspense>
        <Banner />
      </Suspense>
      <PayButton label={catalog.label} owner={{ name: 'MARK_page_prop_to_client' }} note={catalog.items.length > 9 ? 'MARK_page_prop_not_chosen' : ''} />
    </main>
  );
}
