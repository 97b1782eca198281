export const internal = { host: 'MARK_internal_field_read', port: 'MARK_internal_field_nobody_reads' };
export const other = 'MARK_internal_unused_export';
