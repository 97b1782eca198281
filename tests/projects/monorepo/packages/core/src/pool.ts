export const pool = () => 'MARK_core_module_of_server_entry';
