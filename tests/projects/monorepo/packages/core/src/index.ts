export { format } from './format.ts';
export { parse } from './parse.ts';
export { settings } from './settings.ts';
export { audit } from './audit.ts';
