const secret = 'MARK_main_module';

export const upload = (text: string) => fetch('https://example.com', { headers: { 'x-studio': secret }, body: text, method: 'POST' });
export const download = () => 'MARK_main_module_unused_export';
