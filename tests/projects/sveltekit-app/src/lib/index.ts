export { grow } from './grow';
export { water } from './water';
export type { Plant } from './plants';
