export const right = 'MARK_namespace_right_unused';
