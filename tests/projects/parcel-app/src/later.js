export const later = () => console.log('MARK_dynamic_import');
