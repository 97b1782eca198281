export const glow = () => 'MARK_alias_used';
export const dim = () => 'MARK_alias_used_by_second_entry';
export const dark = () => 'MARK_alias_unused';
