const { DefinePlugin } = require("webpack");
const { merge } = require("webpack-merge");
const TerserPlugin = require("terser-webpack-plugin");
const env = require("dotenv").config().parsed;
const common = require("./webpack.common");

const banner = "kept in a constant";
const listed = ["DESK_URL", "DESK_IDLE"];
const defined = listed.reduce((all, name) => ({ ...all, [`process.env.${name}`]: JSON.stringify(env[name]) }), {});

module.exports = (_env, argv) => {
  const plugins = [new DefinePlugin({ ...defined, __WEB__: argv.mode === "production", __NOTE__: JSON.stringify(banner) })];
  const config = merge(common, { mode: argv.mode, plugins });
  config.optimization = { minimizer: [new TerserPlugin({ terserOptions: { compress: { drop_console: true } } })] };
  return config;
};
