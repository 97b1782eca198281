export const step = () => 'MARK_module_of_client_component';
