export const idle = 'MARK_renderer_module_nobody_imports';
