export interface Bed {
  name: string;
}

export const beds = 'MARK_value_beside_type';
