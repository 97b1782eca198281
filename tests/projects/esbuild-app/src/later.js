export const later = () => console.log('MARK_dynamic_import');
export const never = () => console.log('MARK_dynamic_import_unused_export');
