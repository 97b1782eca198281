export const deep = () => 'MARK_ui_deep';
