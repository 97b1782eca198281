import { findOrder } from '@/lib/orders';

export async function generateStaticParams() {
  console.log('MARK_order_static_params_logged');
  return [{ id: '7' }];
}

export async function generateMetadata() {
  return { description: 'MARK_order_generated_metadata' };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const order = findOrder((await params).id);
  return <p>{order.total}</p>;
}
