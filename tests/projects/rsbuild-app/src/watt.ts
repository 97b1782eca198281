export type Watt = { value: string };
export const watts = 'MARK_value_beside_type';
