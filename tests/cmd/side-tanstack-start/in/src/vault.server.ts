export const vault = 'of the server by its name';
