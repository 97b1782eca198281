export const inline = (text) => console.log(text, 'MARK_import_of_inline_module');
