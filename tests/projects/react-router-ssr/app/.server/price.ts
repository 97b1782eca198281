export const price = () => 'MARK_server_folder_returned';
export const cost = () => 'MARK_server_folder_unused';
