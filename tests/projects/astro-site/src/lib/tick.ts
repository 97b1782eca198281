export const tick = () => 'MARK_lib_of_island_used';
export const tock = () => 'MARK_lib_of_island_imported_not_used';
