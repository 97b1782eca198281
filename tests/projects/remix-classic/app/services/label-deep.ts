export const label = () => 'MARK_re_exported_module_of_component';
