export const idle = 'MARK_lib_module_nobody_imports';
