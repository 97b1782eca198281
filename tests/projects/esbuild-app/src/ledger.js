export const ledger = () => 'MARK_server_module_logged';
