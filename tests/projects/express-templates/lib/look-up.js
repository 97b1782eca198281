export function lookUp(reason) {
  console.log('MARK_look_up_logged', reason);
  return ['MARK_look_up_row_printed', 'MARK_look_up_row_not_printed'];
}
