const key = process.env.POCKET_EXTRA ?? 'of extra';

export default ({ config }) => ({
  ...config,
  extra: { key },
  hooks: { token: 'of the machine that builds' },
  ios: { bundleIdentifier: 'in the app', config: { googleMapsApiKey: 'not in the public configuration' } },
});
