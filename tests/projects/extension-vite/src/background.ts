import { send } from './send';

declare const process: { env: Record<string, string> };

self.addEventListener('fetch', () => console.log('MARK_background', send(), import.meta.env.VITE_CLIP, import.meta.env.CLIP_KEY));
