export const rates = 'MARK_core_own_condition';
