export const rates = 'MARK_core_default_condition';
