export const session = (request: Request) => request.headers.get('cookie') === 'MARK_module_of_loader_compared';
