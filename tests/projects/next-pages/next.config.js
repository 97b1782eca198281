const webpack = require('webpack');

/** @type {import('next').NextConfig} */
module.exports = {
  publicRuntimeConfig: { analytics: 'MARK_public_runtime_config', idle: 'MARK_public_runtime_config_never_read' },
  serverRuntimeConfig: { mailer: 'MARK_server_runtime_config' },
  env: { CDN: 'MARK_config_env' },
  webpack(config, { isServer }) {
    config.plugins.push(
      new webpack.DefinePlugin({
        __BOTH__: JSON.stringify('MARK_define_plugin_both_sides'),
        ...(isServer ? { __SIDE__: JSON.stringify('MARK_define_plugin_on_server') } : { __SIDE__: JSON.stringify('MARK_define_plugin_in_client') }),
      }),
      new webpack.EnvironmentPlugin({ RELEASE_NAME: 'MARK_environment_plugin_default' }),
    );
    return config;
  },
};
