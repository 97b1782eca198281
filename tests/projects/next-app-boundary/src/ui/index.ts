export { Chart } from './chart';
export { Gauge } from './gauge';
export * from './constants';
