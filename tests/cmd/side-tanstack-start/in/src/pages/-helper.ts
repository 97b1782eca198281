export const helper = 'of no route';
