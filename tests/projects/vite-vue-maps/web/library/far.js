export const far = () => 'MARK_re_export_unused';
