export const helper = 'MARK_underscore_file';
