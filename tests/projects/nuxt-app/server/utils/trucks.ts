const table = 'MARK_server_util_logged';

export function readTrucks() {
  console.log(table);
  return 'MARK_server_util_answered';
}
