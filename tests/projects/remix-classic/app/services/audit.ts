export const audit = (...facts: unknown[]) => console.log('MARK_module_of_action_logged', ...facts);
