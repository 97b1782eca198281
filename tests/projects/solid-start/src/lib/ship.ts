export interface Ship {
  name: string;
}
export const ships = 'MARK_value_beside_type';
