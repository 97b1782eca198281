import { PUBLIC_SERVER } from '$env/static/public';
import { SEED_KEY, SEED_RETURNED } from '$env/static/private';
import { env } from '$env/dynamic/private';
import { audit } from '$lib/server/audit';
import { sow } from '$lib/sow';
import type { Actions, PageServerLoad } from './$types';

const helper = 'MARK_server_load_constant_logged';

export const load: PageServerLoad = async () => {
  audit(helper, SEED_KEY, env.SEED_DYNAMIC, PUBLIC_SERVER, sow());
  return { shown: 'MARK_server_load_returned', hidden: SEED_RETURNED };
};

export const actions: Actions = {
  default: async () => {
    audit('MARK_form_action_logged');
    return { message: 'MARK_form_action_returned' };
  },
};
