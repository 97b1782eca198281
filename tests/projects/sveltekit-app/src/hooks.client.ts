export function init() {
  console.log('MARK_client_hook');
}
