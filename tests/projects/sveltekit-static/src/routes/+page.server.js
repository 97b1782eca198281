import { SEALED_KEY, SEALED_BAKED } from '$env/static/private';
import { store } from '$lib/server/store';

export const load = () => {
  console.log('MARK_server_load_logged', SEALED_KEY);
  return { baked: SEALED_BAKED, rows: store.rows, count: store.secret.length };
};
