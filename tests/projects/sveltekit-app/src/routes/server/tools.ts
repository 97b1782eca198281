export const tools = () => 'MARK_folder_named_server_among_routes';
