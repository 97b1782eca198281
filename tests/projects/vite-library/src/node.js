import { readFileSync } from 'node:fs';
import { sign } from './sign.js';

export const token = () => sign(readFileSync('key.txt', 'utf8'));
