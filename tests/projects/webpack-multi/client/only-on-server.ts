export const only = 'MARK_module_behind_constant_branch';
