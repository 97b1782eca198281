export const collect = () => 'MARK_module_of_content_script';
