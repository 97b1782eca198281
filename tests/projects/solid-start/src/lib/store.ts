export const readStore = () => 'MARK_module_of_server_file_logged';
