import adapter from '@sveltejs/adapter-static';

export default {
  kit: {
    adapter: adapter({ fallback: '200.html' }),
    env: { publicPrefix: 'LEAFLET_', privatePrefix: 'SEALED_' },
    files: { lib: 'src/library' },
  },
};
