'use client';

import { useState } from 'react';
import { scale } from '@/lib/scale';
import type { Row } from '@/lib/load';

export function Chart({ points }: { points: Row['point'][] }) {
  const [text] = useState(() => scale(points.length));
  return <figure onClick={() => console.log('MARK_chart_handler', process.env.NEXT_PUBLIC_PORTAL ?? 'MARK_chart_default_of_set_variable')}>{text}</figure>;
}
