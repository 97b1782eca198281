export { Card } from './Card';
export { Idle } from './Idle';
