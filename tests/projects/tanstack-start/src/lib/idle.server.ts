export const idle = 'MARK_server_file_nobody_imports';
