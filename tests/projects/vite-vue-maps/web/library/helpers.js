export const helper = () => 'MARK_regex_alias_used';
export const spare = () => 'MARK_regex_alias_unused';
export { far } from './far.js';
