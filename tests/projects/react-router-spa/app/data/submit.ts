export const submit = () => 'MARK_module_of_client_action';
