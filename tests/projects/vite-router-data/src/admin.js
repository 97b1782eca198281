export const boot = (text) => console.log('MARK_second_page', text);
