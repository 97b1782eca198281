const table = 'MARK_module_of_handler_logged';

export function readTrees() {
  console.log(table);
  return ['MARK_module_of_handler_returned'];
}
