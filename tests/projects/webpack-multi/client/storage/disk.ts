export const save = () => 'MARK_replaced_module';
