require('dotenv').config();
const path = require('node:path');
const webpack = require('webpack');
const Dotenv = require('dotenv-webpack');
const HtmlPlugin = require('html-webpack-plugin');

const common = {
  mode: 'production',
  devtool: false,
  module: {
    rules: [
      { test: /\.ts$/, use: 'ts-loader' },
      { test: /\.css$/, use: ['style-loader', 'css-loader'] },
      { test: /\.txt$/, type: 'asset/source' },
    ],
  },
  resolve: { extensions: ['.ts', '.js'], alias: { parts$: path.resolve(__dirname, 'client/parts/real.ts'), lib: path.resolve(__dirname, 'lib') } },
};

const client = {
  ...common,
  name: 'client',
  entry: { app: './client/index.ts', admin: { import: './client/admin.js', dependOn: 'app' } },
  output: { path: path.resolve(__dirname, 'dist/public'), filename: '[name].js' },
  plugins: [
    new webpack.DefinePlugin({
      'process.env.DEPOT_DEFINED': JSON.stringify(process.env.DEPOT_DEFINED),
      __DEPOT__: JSON.stringify({ read: 'MARK_define_object_field_read', idle: 'MARK_define_object_field_never_read' }),
      __IDLE__: JSON.stringify('MARK_define_never_read'),
      IS_SERVER: false,
    }),
    new webpack.EnvironmentPlugin({ DEPOT_LISTED: 'MARK_environment_plugin_default_overridden', DEPOT_UNSET: 'MARK_environment_plugin_default' }),
    new webpack.NormalModuleReplacementPlugin(/storage\/disk/, './storage/memory'),
    new webpack.BannerPlugin({ banner: 'MARK_banner' }),
    new webpack.ProvidePlugin({ $shop: path.resolve(__dirname, 'client/provided.js') }),
    new Dotenv({ path: './client.env' }),
    new HtmlPlugin({ template: './client/index.ejs', templateParameters: { title: 'MARK_template_parameter_used', other: 'MARK_template_parameter_unused' } }),
  ],
};

const server = {
  ...common,
  name: 'server',
  target: 'node20',
  entry: './server/index.ts',
  externals: { express: 'commonjs express' },
  output: { path: path.resolve(__dirname, 'dist/server'), filename: 'index.js' },
  plugins: [new webpack.DefinePlugin({ IS_SERVER: true, __SERVER__: JSON.stringify('MARK_define_of_server') })],
};

module.exports = [client, server];
