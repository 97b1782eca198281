export const one = 'MARK_star_export';
export { two as second } from './star-deep.js';
