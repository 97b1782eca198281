import { report } from './report.js';

report(process.env.TIDE_READ, process.env.TIDE_OFF, process.env.OTHER, import.meta.env.TIDE_OPEN_READ, __SETTINGS__.read);
