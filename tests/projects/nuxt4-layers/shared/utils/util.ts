export const sharedUtil = () => 'MARK_shared_auto_import_used';
export const sharedIdle = () => 'MARK_shared_auto_import_unused';
