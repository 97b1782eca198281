export const shout = () => 'MARK_lib_of_live_page_rendered';
