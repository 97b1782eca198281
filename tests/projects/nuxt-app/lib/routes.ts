export const routes = { home: 'MARK_lib_used', away: 'MARK_lib_field_nobody_reads' };
