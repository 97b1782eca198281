export const label = () => 'MARK_module_of_component';
