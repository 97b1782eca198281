import { pay } from './pay';

pay();
