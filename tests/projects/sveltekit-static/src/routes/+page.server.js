import { LEAFLET_PRIVATE_KEY, LEAFLET_PRIVATE_BAKED } from '$env/static/private';
import { store } from '$lib/server/store';

export const load = () => {
  console.log('MARK_server_load_logged', LEAFLET_PRIVATE_KEY);
  return { baked: LEAFLET_PRIVATE_BAKED, rows: store.rows, count: store.secret.length };
};
