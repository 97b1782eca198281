export const weigh = () => 'MARK_module_of_loader';
