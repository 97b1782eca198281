export const oven = 'of the server by its folder';
