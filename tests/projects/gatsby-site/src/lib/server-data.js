export const read = () => 'MARK_module_of_server_data';
