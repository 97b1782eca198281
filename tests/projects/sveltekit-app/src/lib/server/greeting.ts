export const greeting = () => 'MARK_lib_server_returned_by_layout_load';
