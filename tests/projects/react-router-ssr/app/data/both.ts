export const both = () => 'MARK_module_of_both_component_half';
export const loaderHalf = () => 'MARK_module_of_both_loader_half';
