export const count = () => 'MARK_module_of_function_logged';
