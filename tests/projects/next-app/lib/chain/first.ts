export { second as first } from './second';
