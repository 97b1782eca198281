// How each project is built, and which folders of the output a browser can ask for.
//
//   client, server   outputs: { folder, only, not }, the last two match paths below the folder
//   serve            a command that serves the build at PORT, and the addresses to ask it for
//   build            commands, when `npm run build` is not all
//   versions         packages whose versions belong to the truth

import fs from 'node:fs';
import path from 'node:path';

const prerendered = /\.(html|rsc|body|meta)$/;
const nextServer = { folder: '.next/server', not: /\.(html|rsc|body|meta|map)$/ };

/** What Next.js wrote at build time and answers as it is. */
function nextPrerendered(router) {
  return { folder: `.next/server/${router}`, only: prerendered };
}

/** A call of every server action, by the id that the build gave it. */
function nextActions(folder, page) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, '.next/server/server-reference-manifest.json'), 'utf8'));
  return Object.keys(manifest.node).map((id) => ({
    path: page,
    method: 'POST',
    headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
    body: '[3]',
  }));
}

/** A POST that a check of its origin lets through. */
function sameOrigin(where, headers = { 'content-type': 'application/json' }, body = '{}') {
  return { path: where, method: 'POST', headers: { origin: 'ORIGIN', ...headers }, body };
}

/** A call of SvelteKit's remote functions, by the ids in the client's code. */
function kitRemoteFunctions(folder) {
  const output = path.join(folder, '.svelte-kit/output/client/_app/immutable');
  const files = fs.readdirSync(output, { recursive: true }).filter((file) => file.endsWith('.js'));
  const code = files.map((file) => fs.readFileSync(path.join(output, file), 'utf8')).join('\n');
  const payload = Buffer.from('["fern"]').toString('base64url');
  return [...code.matchAll(/["'`]([a-z0-9]{4,}\/whisper)["'`]/g)].map(([, id]) => `/_app/remote/${id}?payload=${payload}`);
}

/** A call of TanStack Start's server functions, by the ids in the client's code. */
function startFunctions(folder) {
  const output = path.join(folder, 'dist/client/assets');
  const code = fs.readdirSync(output).map((file) => fs.readFileSync(path.join(output, file), 'utf8')).join('\n');
  const ids = new Set([...code.matchAll(/["'`]([0-9a-f]{64})["'`]/g)].map(([, id]) => id));
  const headers = { 'x-tsr-serverFn': 'true', accept: 'application/json' };
  return [...ids].flatMap((id) => [
    { path: `/_serverFn/${id}`, method: 'GET', headers },
    sameOrigin(`/_serverFn/${id}`, headers, null),
  ]);
}

/** A call of SolidStart's server functions, by the ids in the client's code. */
function solidFunctions(folder) {
  const output = path.join(folder, '.output/public/_build/assets');
  const scripts = fs.readdirSync(output).filter((file) => file.endsWith('.js'));
  const code = scripts.map((file) => fs.readFileSync(path.join(output, file), 'utf8')).join('\n');
  const ids = new Set([...code.matchAll(/["'`](src_[A-Za-z0-9_]+--[A-Za-z0-9_$]+)["'`]/g)].map(([, id]) => id));
  return [...ids].map((id) => sameOrigin('/_server', { 'x-server-id': id, 'x-server-instance': 'server-fn:0', 'content-type': 'application/json' }, '[]'));
}

export const recipes = {
  'next-app': {
    framework: 'next',
    versions: ['next', 'react'],
    client: [{ folder: '.next/static' }, { folder: 'public' }, nextPrerendered('app')],
    server: [nextServer],
    serve: {
      command: 'next start -p PORT',
      urls: (folder) => [
        '/', '/checkout', '/orders/7', '/api/catalog', '/api/orders', { path: '/api/orders', method: 'POST' },
        ...nextActions(folder, '/'),
      ],
    },
  },
  'next-pages': {
    framework: 'next',
    versions: ['next', 'react'],
    client: [{ folder: '.next/static' }, { folder: '.next/server/pages', only: /\.(html|json)$/, not: /\.nft\.json$/ }],
    server: [{ ...nextServer, not: /\.(html|json|map)$/ }],
    serve: {
      command: 'next start -p PORT',
      urls: ['/', '/account', '/account?broken=1', '/legacy', '/lazy', '/posts/first', '/api/orders'],
    },
  },
  'vite-react-spa': { framework: 'vite', versions: ['vite', 'react'], client: [{ folder: 'dist' }] },
  'vite-vue-maps': { framework: 'vite', versions: ['vite', 'vue'], client: [{ folder: 'dist' }] },
  'vite-library': { framework: 'vite', versions: ['vite'], client: [{ folder: 'dist' }] },
  'vite-ssr': {
    framework: 'vite',
    versions: ['vite', 'vue'],
    client: [{ folder: 'dist/client' }],
    server: [{ folder: 'dist/server' }],
    serve: { command: 'node server.js', urls: ['/', '/about', '/api/stock'] },
  },
  'sveltekit-app': {
    framework: 'sveltekit',
    versions: ['@sveltejs/kit', 'svelte', 'vite'],
    client: [{ folder: '.svelte-kit/output/client' }, { folder: 'build/prerendered' }],
    server: [{ folder: '.svelte-kit/output/server' }],
    serve: {
      command: 'node --env-file=.env build',
      urls: (folder) => [
        '/', '/about', '/server', '/api/seeds',
        sameOrigin('/', { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', 'x-sveltekit-action': 'true' }, ''),
        ...kitRemoteFunctions(folder),
      ],
    },
  },
  'nuxt-app': {
    framework: 'nuxt',
    versions: ['nuxt', 'vue'],
    client: [{ folder: '.output/public' }],
    server: [{ folder: '.output/server' }],
    serve: {
      command: 'node --env-file=.env .output/server/index.mjs',
      urls: ['/', '/about', '/api/trucks', { path: '/api/orders', method: 'POST' }, '/no/such/page'],
    },
  },
  'astro-site': {
    framework: 'astro',
    versions: ['astro', 'react'],
    client: [{ folder: 'dist/client' }],
    server: [{ folder: 'dist/server' }],
    serve: {
      command: 'node --env-file=.env dist/server/entry.mjs',
      urls: ['/', '/live', '/old', '/posts/first', sameOrigin('/api/vote'), sameOrigin('/_actions/like')],
    },
  },
  'react-router-ssr': {
    framework: 'react-router',
    versions: ['@react-router/dev', 'react-router', 'react', 'vite'],
    client: [{ folder: 'build/client' }],
    server: [{ folder: 'build/server' }],
    serve: {
      command: 'node --env-file=.env node_modules/@react-router/serve/bin.js build/server/index.js',
      urls: ['/', '/?away', '/about', '/book/1', '/api/free', sameOrigin('/?index', { 'content-type': 'application/x-www-form-urlencoded' }, '')],
    },
  },
  'react-router-spa': {
    framework: 'react-router',
    versions: ['@react-router/dev', 'react-router', 'react', 'vite'],
    client: [{ folder: 'build/client' }],
  },
  'angular-ssr': {
    framework: 'angular',
    versions: ['@angular/core', '@angular/build', '@angular/ssr'],
    client: [{ folder: 'dist/clinic/browser' }],
    server: [{ folder: 'dist/clinic/server' }],
    serve: { command: 'node dist/clinic/server/server.mjs', urls: ['/', '/wards', '/api/beds'], env: { NG_ALLOWED_HOSTS: 'localhost' } },
  },
  'webpack-multi': {
    framework: 'webpack',
    versions: ['webpack', 'dotenv-webpack', 'html-webpack-plugin'],
    client: [{ folder: 'dist/public' }],
    server: [{ folder: 'dist/server' }],
    serve: { command: 'node dist/server/index.js', urls: ['/'] },
  },
  'esbuild-app': {
    framework: 'esbuild',
    versions: ['esbuild'],
    client: [{ folder: 'dist/web' }],
    server: [{ folder: 'dist/node' }],
    serve: { command: 'node dist/node/server.js', urls: ['/'] },
  },
  'rollup-app': { framework: 'rollup', versions: ['rollup'], client: [{ folder: 'dist' }] },
  'parcel-app': {
    framework: 'parcel',
    versions: ['parcel'],
    client: [{ folder: 'dist/web' }],
    server: [{ folder: 'dist/server' }],
    serve: { command: 'node dist/server/server.js', urls: ['/'] },
  },
  'rsbuild-app': { framework: 'rsbuild', versions: ['@rsbuild/core', '@rspack/core', 'react'], client: [{ folder: 'dist' }] },
  'tanstack-start': {
    framework: 'tanstack-start',
    versions: ['@tanstack/react-start', '@tanstack/react-router', 'react', 'vite'],
    client: [{ folder: 'dist/client' }],
    server: [{ folder: 'dist/server' }],
    serve: { command: 'node --env-file=.env server.mjs', urls: (folder) => ['/', '/later', '/api/trees', ...startFunctions(folder)] },
  },
  'solid-start': {
    framework: 'solid-start',
    versions: ['@solidjs/start', 'solid-js', 'vinxi'],
    client: [{ folder: '.output/public' }],
    server: [{ folder: '.output/server' }],
    serve: { command: 'node --env-file=.env .output/server/index.mjs', urls: (folder) => ['/', '/lazy', '/api/ships', ...solidFunctions(folder)] },
  },
  monorepo: {
    framework: 'monorepo',
    versions: ['next', 'vite', 'react'],
    client: [{ folder: 'apps/shop/.next/static' }, { folder: 'apps/shop/.next/server/app', only: prerendered }, { folder: 'apps/desk/dist' }],
    server: [{ ...nextServer, folder: 'apps/shop/.next/server' }],
  },
  'cloudflare-worker': {
    framework: 'cloudflare-workers',
    versions: ['wrangler'],
    client: [],
    server: [{ folder: 'dist' }],
    serve: { command: 'wrangler dev --port PORT --ip 127.0.0.1', urls: ['/', '/app.js', '/page', '/private.txt'] },
  },
  'extension-vite': { framework: 'browser-extension', versions: ['vite'], client: [{ folder: 'dist' }] },
  'electron-vite': {
    framework: 'electron',
    versions: ['electron', 'electron-vite', 'vite'],
    client: [{ folder: 'out' }],
    env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  },
  'qwik-city': {
    framework: 'qwik',
    versions: ['@builder.io/qwik', '@builder.io/qwik-city', 'vite'],
    client: [{ folder: 'dist' }],
    server: [{ folder: 'server' }],
  },
  'cra-app': { framework: 'create-react-app', versions: ['react-scripts', 'react'], client: [{ folder: 'build' }] },
  'vue-cli-app': { framework: 'vue-cli', versions: ['@vue/cli-service', 'vue'], client: [{ folder: 'dist' }] },
  'docusaurus-site': { framework: 'docusaurus', versions: ['@docusaurus/core', 'react'], client: [{ folder: 'build' }] },
  'storybook-react': { framework: 'storybook', versions: ['storybook', 'vite'], client: [{ folder: 'storybook-static' }] },
  'expo-web': { framework: 'expo', versions: ['expo', 'react-native', 'react-native-web'], client: [{ folder: 'dist' }] },
  'gatsby-site': {
    framework: 'gatsby',
    versions: ['gatsby', 'react'],
    client: [{ folder: 'public' }],
    server: [{ folder: '.cache/page-ssr' }, { folder: '.cache/functions' }],
    serve: { command: 'gatsby serve --port PORT --host localhost', urls: ['/', '/live/', '/made/', '/api/vote'] },
  },
};
