export const part = 'MARK_island_import';
