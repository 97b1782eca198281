export type Writer = { name: string };
export const writers = 'MARK_value_beside_type';
