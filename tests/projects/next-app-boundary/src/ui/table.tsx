'use client';

import { format } from '@/lib/format';

export const SIZE = { note: 'MARK_constant_of_client_module' };

export const Table = ({ render }: { render: number }) => <table>{format(render)}</table>;
