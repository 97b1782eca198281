export const pixel = () => 'MARK_client_file';
