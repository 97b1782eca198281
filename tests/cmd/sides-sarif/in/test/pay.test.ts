import { pay } from '../src/pay';

pay();
const key = '«sk_live_<<alnum:32>>»';
