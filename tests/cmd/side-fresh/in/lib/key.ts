export const key = "the server's";
