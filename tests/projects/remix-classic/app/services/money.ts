export const currency = () => 'MARK_module_of_both_component_half';
export const rates = () => 'MARK_module_of_both_loader_half';
