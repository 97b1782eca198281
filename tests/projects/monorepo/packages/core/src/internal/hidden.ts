export const hidden = 'MARK_core_internal';
