export const heavy = () => 'MARK_worker_import';
