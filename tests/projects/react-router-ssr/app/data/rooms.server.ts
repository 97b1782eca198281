const table = 'MARK_server_file_logged';

export async function listRooms() {
  console.log(table);
  return ['MARK_server_file_returned', 'MARK_server_file_not_returned'];
}
