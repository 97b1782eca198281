'use client';

import { useState } from 'react';
import { pay } from '@/actions/pay';
import { formatMoney } from '~money';
import { used } from '@/lib/barrel';
import type { Order } from '@/lib/orders';
import prices from '@/data/prices.json';
import { first } from '@/lib/chain/first';
import { currency } from '@/lib/shared-by-both';

type Props = { label: string; owner: { name: string }; note: string };

export function PayButton({ label, owner, note }: Props) {
  const [state, setState] = useState('MARK_button_state');
  const order: Order | null = null;

  async function press() {
    console.log('MARK_button_handler', process.env.NEXT_PUBLIC_API, process.env.CLIENT_SIDE_SECRET, order);
    const { track } = await import('@/lib/track');
    track(used(), first(), process.env.REPORT_KEY, process.env.REPORT_DSN, SHOP_BUILD);
    setState((await pay(prices.total)).message);
  }

  return (
    <button onClick={press} title={process.env.PRERENDERED_SECRET}>
      {label} {owner.name} {note} {formatMoney(3)} {currency('eur')} {state}
    </button>
  );
}

export function PayButtonNobodyRenders() {
  return <button>MARK_button_unused_export</button>;
}
