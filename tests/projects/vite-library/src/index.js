import { core } from '@acme/core';
import './setup.js';
import './not-a-side-effect.js';
import { internal } from './internal.js';

export { Payment } from './payment.js';
export * from './star.js';
export { default as theme } from './theme.js';

export function start() {
  return core(internal.host, import.meta.env.VITE_LIBRARY, process.env.NODE_ENV);
}

export const unusedByThisPackage = 'MARK_entry_export';

const privateUnused = 'MARK_entry_private_constant';
