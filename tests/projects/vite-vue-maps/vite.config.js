import path from 'node:path';
import vue from '@vitejs/plugin-vue';

export default {
  root: 'web',
  envDir: '..',
  envPrefix: ['DESK_', 'SHARED_'],
  plugins: [vue()],
  resolve: { alias: [{ find: /^lib\/(.*)$/, replacement: path.resolve('web/library/$1') }] },
  build: { outDir: '../dist', emptyOutDir: true, sourcemap: 'hidden' },
};
