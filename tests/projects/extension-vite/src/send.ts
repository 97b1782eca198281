export const send = () => 'MARK_module_of_background_and_popup';
export const receive = () => 'MARK_module_unused_export';
