export const mail = (text: string) => console.log('MARK_module_of_server_branch', text);
