export const fetchLegacy = () => 'MARK_module_of_initial_props';
