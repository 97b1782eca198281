export const scale = {
  linear: (n: number) => `MARK_object_method_called ${n}`,
  log: (n: number) => `MARK_object_method_not_called ${n}`,
};
