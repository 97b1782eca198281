export const digits = 'MARK_module_behind_client_module';
export const letters = 'MARK_module_behind_client_module_unused_export';
