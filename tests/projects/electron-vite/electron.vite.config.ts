import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: { define: { __STUDIO__: JSON.stringify('MARK_define_of_main') } },
  preload: {},
  renderer: { resolve: { alias: { '@renderer': resolve('src/renderer/src') } } },
});
