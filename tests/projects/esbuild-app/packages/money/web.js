export const euro = (n) => `${n} MARK_workspace_browser_condition`;
export { dollar } from './dollar.js';
