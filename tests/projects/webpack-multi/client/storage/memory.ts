export const save = () => 'MARK_replacing_module';
