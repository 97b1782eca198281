export type Options = { size: number };

console.log('MARK_module_imported_for_type_and_value');

export const defaults: Options = { size: 3 };
