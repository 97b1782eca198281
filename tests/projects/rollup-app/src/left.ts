export const left = 'MARK_namespace_left_unused';
