export const bulb = () => 'MARK_barrel_used';
