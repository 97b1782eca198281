export const measure = () => 'MARK_module_of_client_loader';
