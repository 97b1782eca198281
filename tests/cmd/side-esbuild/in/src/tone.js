export const tone = (url) => `${url} in both`;
export const hum = () => "in neither";
