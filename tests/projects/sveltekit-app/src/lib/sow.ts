export function sow() {
  return 'MARK_plain_module_only_for_server_logged';
}
