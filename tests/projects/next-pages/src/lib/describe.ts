import { words } from './words';

export const describe = () => words.plain;
