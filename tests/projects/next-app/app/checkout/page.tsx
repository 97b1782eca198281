import { cookies } from 'next/headers';
import { PayForm } from '@/components/PayForm';
import { charge } from '@/lib/charge';

export const dynamic = 'force-dynamic';

export default async function Checkout() {
  const jar = await cookies();
  const receipt = charge(jar.get('cart')?.value ?? '');

  async function confirm(form: FormData) {
    'use server';
    console.log('MARK_inline_action_body', form.get('amount'));
  }

  return (
    <main data-mark="MARK_checkout_rendered_on_request">
      <PayForm confirm={confirm} token={receipt.token} />
    </main>
  );
}
