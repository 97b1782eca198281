import { defineConfig, loadEnv } from '@rsbuild/core';
import { pluginReact } from '@rsbuild/plugin-react';

const { publicVars } = loadEnv({ prefixes: ['LAMP_'] });

export default defineConfig({
  plugins: [pluginReact()],
  html: { template: './src/index.html', title: 'MARK_config_title', templateParameters: { note: 'MARK_config_template_parameter' } },
  source: {
    entry: { index: './src/index.tsx', kiosk: './src/kiosk.ts' },
    define: { ...publicVars, __READ__: JSON.stringify('MARK_define_read'), __IDLE__: JSON.stringify('MARK_define_never_read') },
  },
});
