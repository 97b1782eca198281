export const shared = { trace: 'MARK_environment_spread' };
export const other = { trace: 'MARK_environment_module_unused_export' };
