export const source = 'MARK_source_not_published';
