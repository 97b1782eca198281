export const plural = (n: number) => `MARK_shared_used_by_page ${n}`;
export const onlyServer = () => 'MARK_shared_used_by_server';
