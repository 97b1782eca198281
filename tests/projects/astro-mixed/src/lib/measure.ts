export const measure = () => 'MARK_module_of_svelte_island';
