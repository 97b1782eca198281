export interface Room {
  name: string;
}

export const rooms = ['MARK_value_beside_type'];
