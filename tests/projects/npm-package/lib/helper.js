export const helper = () => 'MARK_lib_module';
export const spare = () => 'MARK_lib_module_unused_export';
