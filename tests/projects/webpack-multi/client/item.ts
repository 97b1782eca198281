export interface Item {
  name: string;
}
export const items = 'MARK_value_beside_type';
