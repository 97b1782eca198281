const dotenv = require('dotenv');
const path = require('node:path');
const { DefinePlugin } = require('webpack');

const env = dotenv.config().parsed;
const other = dotenv.config({ path: '.env.other' }).parsed;
const stringified = Object.fromEntries(Object.entries(other).map(([name, value]) => [`process.env.${name}`, JSON.stringify(value)]));

const one = (entry, values) => ({
  mode: 'production',
  target: 'web',
  entry: { [entry]: `./src/${entry}.js` },
  output: { path: path.resolve('dist') },
  plugins: [new DefinePlugin(values)],
});

module.exports = [
  one('whole', { 'process.env': JSON.stringify(env) }),
  one('member', { 'process.env': JSON.stringify(dotenv.config({ path: '.env.member' }).parsed) }),
  one('each', stringified),
];
