export interface Truck {
  plate: string;
}
export const trucks = 'MARK_value_beside_type';
