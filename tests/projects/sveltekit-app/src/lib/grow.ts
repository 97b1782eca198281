export const grow = () => 'MARK_lib_barrel_used';
