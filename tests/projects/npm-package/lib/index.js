import { helper } from './helper.js';

export const run = (text) => console.log(text, 'MARK_lib', helper(), process.env.ACME_KEY);
