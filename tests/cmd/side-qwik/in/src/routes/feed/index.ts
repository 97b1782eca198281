export const onGet = () => 'of the server';
