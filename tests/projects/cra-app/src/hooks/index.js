export { useText } from './text';
export { useNumber } from './number';
