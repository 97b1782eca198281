export { default as first } from './second';
