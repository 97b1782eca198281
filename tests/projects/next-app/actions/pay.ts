'use server';

import { charge } from '@/lib/charge';

const sender = 'MARK_action_module_constant';

export async function pay(amount: number) {
  console.log('MARK_action_body', sender, charge(String(amount)).total);
  return { ok: true, message: 'MARK_action_returned' };
}
