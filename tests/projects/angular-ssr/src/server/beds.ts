const table = 'MARK_server_module_logged';

export function readBeds() {
  console.log(table);
  return 'MARK_server_module_answered';
}
