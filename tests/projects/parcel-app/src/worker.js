import { used } from './used.js';

self.postMessage(`MARK_worker ${used()}`);
