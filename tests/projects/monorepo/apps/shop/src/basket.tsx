'use client';

import { format, settings } from '@acme/core';

export function Basket() {
  return <p onClick={() => console.log(format('MARK_basket_handler'), settings())}>basket</p>;
}
