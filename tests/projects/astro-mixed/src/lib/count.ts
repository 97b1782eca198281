export const count = () => 'MARK_module_of_vue_island';
