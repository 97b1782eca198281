import { nanoid } from 'nanoid';
import { read } from './reader.js';
import { type Reading, unit } from './reading.js';
import type { Unit } from './unit.js';
import {} from './empty-import.js';
import limits from './limits.json';
import * as all from './all.js';
import { makeTable, makeChart } from './makers.js';

const table = makeTable();
const chart = makeChart();
const reading: Reading = { value: read(), unit };
if (process.env.NODE_ENV !== 'production') console.log('MARK_app_development_branch');
console.log('MARK_app', nanoid(), reading, limits.high, all.named, process.env.METER_URL, process.env.METER_KEY, release);
export { hidden as default } from './hidden.js';
