export const Shared = { name: 'MARK_folder_named_server_imported' };
export const secret = () => 'MARK_folder_named_server_unused_export';
