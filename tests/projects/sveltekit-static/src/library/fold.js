export const fold = (n) => `MARK_lib_used ${n}`;
export const unfold = (n) => `MARK_lib_unused ${n}`;
