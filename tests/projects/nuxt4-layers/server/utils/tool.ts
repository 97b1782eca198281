export const serverTool = () => 'MARK_server_auto_import_logged';
export const serverIdle = () => 'MARK_server_auto_import_unused';
