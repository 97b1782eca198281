import { cache } from 'react';

export type Row = { point: { shown: string }; internal: string };

export const load = cache(async (): Promise<Row[]> => [
  { point: { shown: 'MARK_row_field_passed_on' }, internal: 'MARK_row_field_kept_back' },
]);
