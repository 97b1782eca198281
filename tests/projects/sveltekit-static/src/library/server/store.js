export const store = { rows: ['MARK_lib_server_field_returned'], secret: 'MARK_lib_server_field_kept_back' };
