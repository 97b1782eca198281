export const guard = (request: Request) => request.headers.get('x-gate') === 'MARK_worker_module';
export const spare = () => 'MARK_worker_module_unused_export';
