export const sizes = {
  wide: "read",
  narrow: "read by nobody",
};
