export const load = () => {
  console.log('MARK_prerendered_server_load_logged');
  return { baked: 'MARK_prerendered_server_load_returned' };
};
