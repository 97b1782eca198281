import { query } from '$app/server';
import { audit } from '$lib/server/audit';

export const whisper = query('unchecked', async (name: string) => {
  audit('MARK_remote_function_logged', name);
  return 'MARK_remote_function_returned';
});
