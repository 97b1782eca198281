import adapter from '@sveltejs/adapter-node';

export default {
  kit: {
    adapter: adapter(),
    alias: { $garden: 'src/garden' },
    version: { name: 'MARK_config_version_name' },
    experimental: { remoteFunctions: true },
  },
};
