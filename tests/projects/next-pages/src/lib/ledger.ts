const account = 'MARK_ledger_constant_of_stripped_function';

export const title = 'MARK_ledger_constant_of_component';

export async function readLedger() {
  console.log('MARK_ledger_logged', account);
  return 'MARK_ledger_returned_to_static_props';
}
