export { label } from './label-deep';
