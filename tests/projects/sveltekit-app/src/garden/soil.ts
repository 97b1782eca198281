export const soil = () => 'MARK_alias_used';
export const rock = () => 'MARK_alias_unused';
