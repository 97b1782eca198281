export const useText = () => 'MARK_barrel_used';
