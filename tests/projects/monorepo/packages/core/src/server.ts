import { pool } from './pool.ts';

export function connect(reason: string) {
  console.log('MARK_core_server_entry_logged', reason, pool());
}
