export const idle = 'MARK_module_nobody_imports';
