export const prune = () => 'MARK_module_of_component';
export const graft = () => 'MARK_module_of_component_unused_export';
