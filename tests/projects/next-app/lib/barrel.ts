export { used } from './barrel-used';
export { unused } from './barrel-unused';
export * as everything from './barrel-namespace';
