export const guard = (text: string) => console.log('MARK_module_of_on_request_logged', text);
