export const chart = () => 'MARK_barrel_used';
