export type Unit = string;
console.log('MARK_type_only_module');
