export const read = () => ({ shown: 'MARK_read_rendered', passed: 'MARK_read_passed_to_client_not_rendered', kept: 'MARK_read_kept_back' });
