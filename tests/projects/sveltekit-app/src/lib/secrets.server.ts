export const secret = 'MARK_server_file_nobody_imports';
