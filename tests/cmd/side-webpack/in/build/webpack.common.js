const path = require("path");

const resolve = (...parts) => path.resolve(__dirname, "..", ...parts);

module.exports = {
  entry: { main: resolve("src", "main.js") },
  resolve: { alias: { "@": resolve("src") } },
};
