export const store = 'of store';
