export const universal = () => 'MARK_module_of_universal_load';
