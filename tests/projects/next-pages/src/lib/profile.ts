export const readProfile = () => 'MARK_module_of_wrapped_server_props_logged';
