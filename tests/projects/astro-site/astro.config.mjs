import node from '@astrojs/node';
import react from '@astrojs/react';
import { defineConfig, envField } from 'astro/config';
import { loadEnv } from 'vite';

const env = loadEnv('production', process.cwd(), '');

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  integrations: [react()],
  env: {
    schema: {
      MAP_STYLE: envField.string({ context: 'client', access: 'public' }),
      MAP_IDLE: envField.string({ context: 'client', access: 'public', optional: true }),
      MAP_BUILD: envField.string({ context: 'server', access: 'public' }),
      MAP_SECRET: envField.string({ context: 'server', access: 'secret' }),
    },
  },
  redirects: { '/old': '/MARK_config_redirect' },
  vite: { define: { __PRESS__: JSON.stringify(env.PRESS_DEFINED), __IDLE__: JSON.stringify('MARK_config_define_never_read') } },
});
