export const useNumber = () => 'MARK_barrel_unused';
