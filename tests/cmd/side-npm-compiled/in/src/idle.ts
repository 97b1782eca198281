export const idle = "compiled, though nobody imports it";
