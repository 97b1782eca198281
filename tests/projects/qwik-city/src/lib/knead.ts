export const knead = () => 'MARK_module_of_handler';
export const rest = () => 'MARK_module_of_handler_unused_export';
