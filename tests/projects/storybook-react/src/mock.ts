export const mock = 'MARK_module_of_story';
