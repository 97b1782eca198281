export const sign = (text) => `MARK_node_entry ${text}`;
