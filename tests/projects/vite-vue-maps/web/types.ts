export type Desk = { name: string };
export const spare = 'MARK_value_beside_a_type';
