export const label = () => 'MARK_library_used';
