export interface Plant {
  name: string;
}

export const catalogue = 'MARK_value_beside_type';
