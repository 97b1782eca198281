const token = process.env.GTAG_TOKEN || 'of a plugin in the browser';

module.exports = {
  plugins: [
    'gatsby-plugin-no-sourcemaps',
    { resolve: 'gatsby-plugin-google-gtag', options: { trackingIds: [token] } },
    { resolve: 'gatsby-source-contentful', options: { accessToken: 'of a plugin that runs in the build' } },
  ],
};
