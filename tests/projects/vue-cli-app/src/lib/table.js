export const table = () => 'MARK_barrel_unused';
