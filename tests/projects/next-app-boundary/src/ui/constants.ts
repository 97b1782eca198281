export const spare = 'MARK_barrel_constant_not_used';
