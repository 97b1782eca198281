export const store = 'of store.ios';
