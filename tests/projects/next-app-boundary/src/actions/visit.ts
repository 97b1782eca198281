'use server';

import { ledger } from '@/lib/ledger';

export async function cancel() {
  ledger('MARK_action_logged');
}

export const remove = async () => ledger('MARK_action_nobody_imports');
