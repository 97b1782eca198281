import { heavy } from './heavy';

self.onmessage = () => self.postMessage(heavy());
