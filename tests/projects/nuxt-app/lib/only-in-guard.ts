export const serverOnly = () => 'MARK_module_used_in_server_guard_sent';
export const logOnly = () => console.log('MARK_module_used_in_server_guard_unused_export');
