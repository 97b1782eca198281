export const screen = 'MARK_subpath_import_browser';
