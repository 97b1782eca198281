export const bloom = () => 'MARK_dynamic_import';
