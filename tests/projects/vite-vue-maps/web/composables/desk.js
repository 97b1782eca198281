import { helper, spare } from 'lib/helpers.js';
import { onlyInMap } from './only-in-map.js';

export function useDesk() {
  console.log(import.meta.env.VITE_READ, import.meta.env.OTHER_READ, onlyInMap());
  return { label: helper() };
}

export const useSpare = () => spare();
