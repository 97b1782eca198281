import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './polyfill';
import './style.css';
import MathWorker from './workers/math?worker';

new MathWorker().postMessage('MARK_main_posted');
new Worker(new URL('./workers/text.ts', import.meta.url), { type: 'module' });
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
