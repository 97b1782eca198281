export const ledger = (text: string) => console.log('MARK_module_of_action_logged', text);
