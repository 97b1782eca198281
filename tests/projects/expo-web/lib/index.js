export { shade } from './shade';
export { light } from './light';
