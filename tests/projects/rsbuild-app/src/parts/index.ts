export { bulb } from './bulb';
export { switchOff } from './switch';
