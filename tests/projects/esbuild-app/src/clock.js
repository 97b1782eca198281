export const clock = 'MARK_alias';
