export type Order = { id: string; total: number };

export const table = 'MARK_orders_table';

export function findOrder(id: string): Order {
  console.log('MARK_orders_logged', table);
  return { id, total: 7 };
}
