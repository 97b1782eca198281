import { universal } from '$lib/universal';

export const prerender = true;

export const load = () => {
  console.log('MARK_universal_load_logged');
  return { text: universal() };
};
