export const store = 'of store.native';
