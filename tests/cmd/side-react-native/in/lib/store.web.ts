export const store = 'of store.web';
