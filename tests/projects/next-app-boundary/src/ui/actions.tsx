'use client';

import { cancel } from '@/actions/visit';
import { fallback } from '@/lib/fallback';

export function Actions({ closed, bound }: { closed: () => Promise<void>; bound: () => Promise<void> }) {
  return (
    <form action={closed}>
      <button formAction={bound}>bound</button>
      <button formAction={cancel}>{fallback}</button>
    </form>
  );
}
