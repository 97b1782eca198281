export type Admin = { name: string };

console.log('MARK_module_imported_for_its_type');
