export const tax = () => 'MARK_folder_named_server_returned';
