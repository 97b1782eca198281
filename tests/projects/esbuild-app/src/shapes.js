export const circle = () => 'MARK_namespace_used';
export const square = () => 'MARK_namespace_unused';
