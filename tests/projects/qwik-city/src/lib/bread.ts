export interface Bread {
  name: string;
}
export const breads = 'MARK_value_beside_type';
