import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

const kept = 'MARK_config_constant_not_passed_on';

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), '');
  console.log(kept, env.CONFIG_ONLY);
  return {
    plugins: [react()],
    resolve: { alias: { '@': '/src', settings: '/src/settings/live.ts' } },
    define: {
      __RELEASE__: JSON.stringify('MARK_define_read'),
      __IDLE__: JSON.stringify('MARK_define_never_read'),
      'import.meta.env.DEFINED_SECRET': JSON.stringify(env.DEFINED_SECRET),
      'process.env.MAPS_KEY': JSON.stringify(env.MAPS_KEY),
    },
  };
});
