export const sign = (text) => `MARK_module_of_function ${text}`;
