'use server';

import { readStore } from '~/lib/store';

const table = 'MARK_server_file_constant_logged';

export async function listShips() {
  console.log('MARK_server_file_function_not_imported');
  return [];
}

export async function addShip(name: string) {
  console.log(table, readStore(), name);
  return 'MARK_server_file_returned';
}
