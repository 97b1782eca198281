export const hidden = 'MARK_entry_re_export';
export const deeper = 'MARK_entry_not_re_exported';
