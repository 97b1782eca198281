export type Money = number;
export const price = 3;
