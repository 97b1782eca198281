const file = 'MARK_module_of_server_function_logged';

export function readLog() {
  return file;
}
