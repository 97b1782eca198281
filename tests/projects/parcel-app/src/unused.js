export const unused = () => 'MARK_barrel_unused';
