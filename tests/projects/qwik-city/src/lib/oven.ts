export const oven = () => 'MARK_module_of_loader_logged';
