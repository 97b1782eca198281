export const connect = () => 'MARK_server_module';
export const disconnect = () => 'MARK_server_module_unused_export';
