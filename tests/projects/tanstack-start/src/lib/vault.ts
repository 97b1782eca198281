export const vault = () => 'MARK_module_of_server_route';
