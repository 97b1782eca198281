export const light = () => 'MARK_barrel_unused';
