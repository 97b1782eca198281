export const helper = () => 'MARK_module_of_component';
export const other = () => 'MARK_module_of_component_unused_export';
