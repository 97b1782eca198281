export const sign = (text: string) => `${text} MARK_module_of_prerendered_loader_returned`;
