export default 'MARK_alias_real';
export const spare = 'MARK_alias_unused_export';
