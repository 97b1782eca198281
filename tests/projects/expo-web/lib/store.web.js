export const store = () => 'MARK_platform_file_web';
