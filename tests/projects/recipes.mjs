// How each project is built, and which folders of the output a browser can ask for.
//
//   client, server   outputs: { folder, only, not }, the last two match paths below the folder
//   serve            a command that serves the build at PORT, and the addresses to ask it for
//   install          more flags for `npm install`
//   env              variables for all of it
//   versions         packages whose versions belong to the truth

import { emptyForm, kitRemoteFunctions, nextActions, sameOrigin, solidFunctions, startFunctions } from './calls.mjs';

const prerendered = /\.(html|rsc|body|meta)$/;
const nextServer = { folder: '.next/server', not: /\.(html|rsc|body|meta|map)$/ };

/** What Next.js wrote at build time and answers as it is. */
function nextPrerendered(router) {
  return { folder: `.next/server/${router}`, only: prerendered };
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
        '/',
        '/checkout',
        '/orders/7',
        '/api/catalog',
        '/api/orders',
        { path: '/api/orders', method: 'POST' },
        ...nextActions(folder, '/'),
      ],
    },
  },
  'next-app-boundary': {
    framework: 'next',
    versions: ['next', 'react'],
    client: [{ folder: '.next/static' }, nextPrerendered('app')],
    server: [nextServer],
    serve: {
      command: 'next start -p PORT',
      urls: [
        '/',
        '/old',
        '/visits/a',
        '/visits/c',
        '/robots.txt',
        '/sitemap.xml',
        '/manifest.webmanifest',
        '/no/such/page',
      ],
    },
  },
  'next-export': { framework: 'next', versions: ['next', 'react'], client: [{ folder: 'out' }], server: [nextServer] },
  'next-pages': {
    framework: 'next',
    versions: ['next', 'react'],
    client: [{ folder: '.next/static' }, { folder: '.next/server/pages', only: /\.(html|json)$/, not: /\.nft\.json$/ }],
    server: [{ ...nextServer, not: /\.(html|json|map)$/ }],
    serve: {
      command: 'next start -p PORT',
      urls: [
        '/',
        '/account',
        '/account?broken=1',
        '/legacy',
        '/lazy',
        '/posts/first',
        '/api/orders',
        '/wrapped',
        '/re-exported',
      ],
    },
  },
  'vite-react-spa': { framework: 'vite', versions: ['vite', 'react'], client: [{ folder: 'dist' }] },
  'vite-router-data': { framework: 'vite', versions: ['vite', 'react-router'], client: [{ folder: 'dist' }] },
  'vite-vue-maps': { framework: 'vite', versions: ['vite', 'vue'], client: [{ folder: 'dist' }] },
  'vite-define-dump': { framework: 'vite', versions: ['vite'], client: [{ folder: 'dist' }] },
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
        '/',
        '/about',
        '/server',
        '/api/seeds',
        emptyForm('/', { accept: 'application/json', 'x-sveltekit-action': 'true' }),
        ...kitRemoteFunctions(folder, 'whisper'),
      ],
    },
  },
  'sveltekit-static': {
    framework: 'sveltekit',
    versions: ['@sveltejs/kit', 'svelte', 'vite'],
    client: [{ folder: 'build' }],
    server: [{ folder: '.svelte-kit/output/server' }],
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
  'nuxt4-layers': {
    framework: 'nuxt',
    versions: ['nuxt', 'vue'],
    client: [{ folder: '.output/public' }],
    server: [{ folder: '.output/server' }],
    serve: {
      command: 'node --env-file=.env .output/server/index.mjs',
      urls: ['/', '/studio', '/archive', '/feed', '/api/base', '/api/pictures', '/api/picked'],
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
  'astro-mixed': { framework: 'astro', versions: ['astro', 'svelte', 'vue'], client: [{ folder: 'dist' }] },
  'react-router-ssr': {
    framework: 'react-router',
    versions: ['@react-router/dev', 'react-router', 'react', 'vite'],
    client: [{ folder: 'build/client' }],
    server: [{ folder: 'build/server' }],
    serve: {
      command: 'node --env-file=.env node_modules/@react-router/serve/bin.js build/server/index.js',
      urls: ['/', '/?away', '/about', '/book/1', '/api/free', emptyForm('/?index')],
    },
  },
  'react-router-spa': {
    framework: 'react-router',
    versions: ['@react-router/dev', 'react-router', 'react', 'vite'],
    client: [{ folder: 'build/client' }],
  },
  'remix-classic': {
    framework: 'remix',
    versions: ['@remix-run/dev', 'react', 'vite'],
    client: [{ folder: 'build/client' }],
    server: [{ folder: 'build/server' }],
    serve: {
      command: 'node --env-file=.env node_modules/@remix-run/serve/dist/cli.js build/server/index.js',
      urls: [
        '/',
        '/?away',
        '/?denied',
        '/?denied&_data=routes/_index',
        '/tickets/1',
        emptyForm('/tickets/1'),
        emptyForm('/hook'),
      ],
    },
  },
  'angular-ssr': {
    framework: 'angular',
    versions: ['@angular/core', '@angular/build', '@angular/ssr'],
    client: [{ folder: 'dist/clinic/browser' }],
    server: [{ folder: 'dist/clinic/server' }],
    serve: {
      command: 'node dist/clinic/server/server.mjs',
      urls: ['/', '/wards', '/api/beds'],
      env: { NG_ALLOWED_HOSTS: 'localhost' },
    },
  },
  'angular-spa': {
    framework: 'angular',
    versions: ['@angular/core', '@angular/build'],
    client: [{ folder: 'dist/ward' }],
  },
  'webpack-multi': {
    framework: 'webpack',
    versions: ['webpack', 'dotenv-webpack', 'html-webpack-plugin'],
    client: [{ folder: 'dist/public' }],
    server: [{ folder: 'dist/server' }],
    serve: { command: 'node dist/server/index.js', urls: ['/'] },
  },
  'webpack-env-dump': { framework: 'webpack', versions: ['webpack'], client: [{ folder: 'dist' }] },
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
  'rsbuild-app': {
    framework: 'rsbuild',
    versions: ['@rsbuild/core', '@rspack/core', 'react'],
    client: [{ folder: 'dist' }],
  },
  'tanstack-start': {
    framework: 'tanstack-start',
    versions: ['@tanstack/react-start', '@tanstack/react-router', 'react', 'vite'],
    client: [{ folder: 'dist/client' }],
    server: [{ folder: 'dist/server' }],
    serve: {
      command: 'node --env-file=.env server.mjs',
      urls: (folder) => ['/', '/later', '/api/trees', ...startFunctions(folder)],
    },
  },
  'solid-start': {
    framework: 'solid-start',
    versions: ['@solidjs/start', 'solid-js', 'vinxi'],
    client: [{ folder: '.output/public' }],
    server: [{ folder: '.output/server' }],
    serve: {
      command: 'node --env-file=.env .output/server/index.mjs',
      urls: (folder) => ['/', '/lazy', '/api/ships', ...solidFunctions(folder)],
    },
  },
  'express-templates': {
    framework: 'express',
    versions: ['express', 'ejs', 'hbs', 'nunjucks', 'pug'],
    client: [{ folder: 'public' }],
    server: [{ folder: '.', only: /^(server\.js$|lib\/|views\/)/ }],
    serve: { command: 'node server.js', urls: ['/', '/hbs', '/pug', '/njk', '/json', '/redirect', '/send', '/fails'] },
  },
  monorepo: {
    framework: 'monorepo',
    versions: ['next', 'vite', 'react'],
    client: [
      { folder: 'apps/shop/.next/static' },
      { folder: 'apps/shop/.next/server/app', only: prerendered },
      { folder: 'apps/desk/dist' },
    ],
    server: [{ ...nextServer, folder: 'apps/shop/.next/server' }],
  },
  'cloudflare-worker': {
    framework: 'cloudflare-workers',
    versions: ['wrangler'],
    client: [],
    server: [{ folder: 'dist' }],
    serve: { command: 'wrangler dev --port PORT --ip 127.0.0.1', urls: ['/', '/app.js', '/page', '/private.txt'] },
  },
  'npm-package': { framework: 'npm', versions: [], client: [{ folder: 'package' }] },
  'npm-package-ignore': { framework: 'npm', versions: [], client: [{ folder: 'package' }] },
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
  'docusaurus-site': {
    framework: 'docusaurus',
    versions: ['@docusaurus/core', 'react'],
    client: [{ folder: 'build' }],
  },
  'storybook-react': {
    framework: 'storybook',
    versions: ['storybook', 'vite'],
    client: [{ folder: 'storybook-static' }],
  },
  'expo-web': {
    framework: 'expo',
    versions: ['expo', 'react-native', 'react-native-web'],
    client: [{ folder: 'dist' }],
  },
  'gatsby-site': {
    framework: 'gatsby',
    versions: ['gatsby', 'react'],
    client: [{ folder: 'public' }],
    server: [{ folder: '.cache/functions' }],
    serve: { command: 'gatsby serve --port PORT --host localhost', urls: ['/', '/made/', '/api/vote'] },
    // An image library fetches a binary; nothing here needs it.
    install: ['--ignore-scripts'],
  },
};
