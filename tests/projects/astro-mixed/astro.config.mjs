import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import vue from '@astrojs/vue';
import { defineConfig } from 'astro/config';

const banner = 'MARK_config_constant_injected';

export default defineConfig({
  site: 'https://zine.example',
  integrations: [
    mdx(),
    vue(),
    svelte(),
    {
      name: 'banner',
      hooks: {
        'astro:config:setup': ({ injectScript }) => {
          injectScript('page', `console.log('${banner}')`);
          injectScript('page-ssr', `console.log('MARK_injected_server_script')`);
        },
      },
    },
  ],
});
