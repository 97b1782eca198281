export * from './left.js';
export * from './right.js';
export const named = 'MARK_namespace_own';
