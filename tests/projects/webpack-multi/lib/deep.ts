export const deep = { used: 'MARK_shared_field_used', unused: 'MARK_shared_field_unused' };
