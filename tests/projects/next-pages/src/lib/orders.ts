const table = 'MARK_module_of_re_exported_server_props_logged';

export function readOrders() {
  console.log(table);
  return 'MARK_module_of_re_exported_server_props_returned';
}
