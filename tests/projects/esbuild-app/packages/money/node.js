export const euro = (n) => `${n} MARK_workspace_default_condition`;
