export const peg = 1;
