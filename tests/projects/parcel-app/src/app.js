import fs from 'fs';
import { clock } from 'clock';
import { used } from './barrel.js';
import * as tools from './tools.js';
import data from './data.json';
import { library } from 'ferry-lib';

const { FERRY_DESTRUCTURED } = process.env;
const name = ['FERRY', 'COMPUTED'].join('_');
const text = fs.readFileSync(__dirname + '/motd.txt', 'utf8');

console.log('MARK_app', clock, used(), tools.hammer(), data.used, library(), text);
console.log(process.env.FERRY_READ, FERRY_DESTRUCTURED, process.env[name]);
if (process.env.NODE_ENV !== 'production') console.log('MARK_app_development_branch');
if (process.browser) console.log('MARK_app_browser_branch');
else console.log('MARK_app_not_browser_branch');
import('./later.js').then(({ later }) => later());
new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
