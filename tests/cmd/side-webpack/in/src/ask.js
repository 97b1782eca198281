export const ask = (url) => fetch(url);
export const tell = () => "imported by nobody";
