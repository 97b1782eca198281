export const colour = 'MARK_import_of_component';
