'use client';

import { useEffect } from 'react';
import { step } from '@/lib/step';

export function Counter({ start }) {
  useEffect(() => console.log('MARK_counter_effect', process.env.NEXT_PUBLIC_BROCHURE, step()), []);
  return <b>{start.length}</b>;
}
