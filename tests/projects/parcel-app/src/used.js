export const used = () => 'MARK_barrel_used';
