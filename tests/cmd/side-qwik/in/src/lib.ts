export const onRequest = () => 'of the server';
export const ship = 'of both';
