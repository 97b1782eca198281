module.exports = {
  name: 'pocket',
  slug: 'pocket',
  web: { bundler: 'metro', output: 'single' },
  description: 'MARK_config_description',
  extra: { read: 'MARK_extra_read', idle: 'MARK_extra_never_read', fromEnv: process.env.POCKET_EXTRA },
  hooks: { note: 'MARK_config_hooks' },
};
