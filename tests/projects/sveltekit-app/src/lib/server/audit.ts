export function audit(...facts: unknown[]) {
  console.log('MARK_lib_server_logged', ...facts);
}
