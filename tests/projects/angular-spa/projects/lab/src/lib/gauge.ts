export const gauge = () => 'MARK_library_unused';
