export const draw = () => 1;
export const unused = "sent, though nobody imports it";
