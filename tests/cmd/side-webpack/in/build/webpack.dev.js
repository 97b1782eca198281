const { merge } = require("webpack-merge");
const common = require("./webpack.common");

module.exports = merge(common, { mode: "development", entry: { dev: "./src/dev.js" } });
