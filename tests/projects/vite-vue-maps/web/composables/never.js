export const never = () => 'MARK_module_nobody_imports';
