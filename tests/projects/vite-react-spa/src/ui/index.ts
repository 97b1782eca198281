export { Icon } from './Icon';
export { Table } from './Table';
export { Chart } from './Chart';
