export const load = () => 'MARK_module_of_client_loader';
