export const label = "price";
