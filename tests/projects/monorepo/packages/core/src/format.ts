export const format = (text: string) => `${text} MARK_core_used_by_shop`;
