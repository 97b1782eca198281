export const row = (text) => (__SIDE__ === "browser" ? `${text} there` : `${text} here`);
