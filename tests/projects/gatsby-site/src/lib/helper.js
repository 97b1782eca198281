export const helper = () => 'MARK_module_used';
export const other = () => 'MARK_module_unused_export';
