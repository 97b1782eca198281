export const audit = () => 'MARK_core_used_by_nobody';
