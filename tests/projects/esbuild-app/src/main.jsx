import { screen } from '#screen';
import { clock } from 'old-clock';
import { euro } from '@kiosk/money';
import { both } from './both.js';
import * as shapes from './shapes.js';
import data from './data.json';
import { shown } from './data.json';
import page from './fragment.html';
import './effect.js';
import { Till } from './till.ts';

/*! MARK_legal_comment */
DEV: console.log('MARK_dropped_label');
trace('MARK_pure_call');
if (SERVER) console.log('MARK_main_server_branch');
console.log(new Till().open(), data.used, shown, page, __WEB__, process.env.KIOSK_URL, globalThis.process?.env.KIOSK_WEB);
document.body.append(<p>{[screen, clock, euro(1), both, shapes.circle()]}</p>);
import('./later.js').then(({ later }) => later());
