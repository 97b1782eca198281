import { fourth } from './fourth';

export const second = () => fourth.value;
export const third = () => fourth.other;
