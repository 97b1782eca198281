import { secret } from './secret';

console.log(secret);
