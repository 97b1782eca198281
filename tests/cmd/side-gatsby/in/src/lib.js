export const read = () => 'of the server';
export const idle = 'of nobody';
