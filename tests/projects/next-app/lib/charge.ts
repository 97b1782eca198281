import { randomUUID } from 'node:crypto';

const account = 'MARK_charge_module_constant';

export function charge(cart: string) {
  console.log('MARK_charge_logged', account, cart, randomUUID());
  return { token: 'MARK_charge_returned_to_client_prop', total: cart.length, memo: 'MARK_charge_returned_and_dropped' };
}
