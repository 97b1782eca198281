export const parse = (text: string) => `${text} MARK_core_used_by_desk`;
