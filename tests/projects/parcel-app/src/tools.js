export const hammer = () => 'MARK_namespace_used';
export const saw = () => 'MARK_namespace_unused';
