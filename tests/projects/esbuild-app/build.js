import fs from 'node:fs';
import { build } from 'esbuild';

process.loadEnvFile('.env');
fs.mkdirSync('dist/web', { recursive: true });
fs.copyFileSync('src/index.html', 'dist/web/index.html');

await build({
  entryPoints: ['src/main.jsx', 'src/sw.js'],
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  outdir: 'dist/web',
  jsxFactory: 'h',
  inject: ['src/inject.js'],
  alias: { 'old-clock': './src/clock.js' },
  loader: { '.svg': 'dataurl', '.html': 'text' },
  banner: { js: '/* MARK_banner_of_web */' },
  drop: ['debugger'],
  dropLabels: ['DEV'],
  pure: ['trace'],
  define: {
    'process.env.KIOSK_URL': JSON.stringify(process.env.KIOSK_URL),
    __WEB__: '"MARK_define_read"',
    __IDLE__: '"MARK_define_never_read"',
    SERVER: 'false',
  },
});

await build({
  entryPoints: ['src/server.js'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outdir: 'dist/node',
  define: { SERVER: 'true' },
});
