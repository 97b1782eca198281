export const price = () => 'MARK_module_of_server_function_logged';
