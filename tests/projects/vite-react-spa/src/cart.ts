function price(n: number) {
  if (n > 1) console.log('MARK_cart_private_function');
  return n;
}

function spare() {
  return 'MARK_cart_function_nobody_calls';
}

export class Cart {
  note = 'MARK_cart_unused_class';
}

export const total = (items: number[]) => items.map(price).reduce((a, b) => a + b, 0);
