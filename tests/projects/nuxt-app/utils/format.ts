export const formatPlate = (text: string) => `MARK_util_by_auto_import ${text}`;
export const formatRoute = (text: string) => `MARK_util_nobody_uses ${text}`;
