export const read = () => 'MARK_shared_by_entries';
export const write = () => 'MARK_shared_unused_export';
