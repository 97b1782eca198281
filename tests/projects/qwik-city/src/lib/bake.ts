export const bake = () => 'MARK_module_of_component_rendered';
