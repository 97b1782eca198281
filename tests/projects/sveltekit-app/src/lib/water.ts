export const water = () => 'MARK_lib_barrel_imported_not_used';
