import { mail } from '../lib/mail';

export default defineNuxtPlugin({
  name: 'mail',
  setup() {
    if (import.meta.server) mail('MARK_plugin_server_branch');
  },
});
