export const shade = () => 'MARK_barrel_used';
