export const onRequest = () => 'of the server';
