require('dotenv').config({ path: '.env.production' });

module.exports = {
  siteMetadata: { title: 'MARK_site_metadata_queried', internal: 'MARK_site_metadata_not_queried' },
  plugins: [{ resolve: 'local', options: { token: 'MARK_plugin_option' } }],
};
