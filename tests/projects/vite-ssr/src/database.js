const address = 'MARK_database_constant_logged';

export function count() {
  console.log(address);
  return 'MARK_database_returned_to_state';
}
