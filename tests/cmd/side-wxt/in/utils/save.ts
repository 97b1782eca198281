export const save = (url: string) => fetch(url);
