export const find = () => 'MARK_lib_of_script';
