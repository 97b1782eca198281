const key = process.env.MANUAL_KEY ?? 'MARK_config_fallback_in_custom_fields';

export default {
  title: 'MARK_config_title',
  url: 'https://manual.example',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  customFields: { read: 'MARK_custom_field_read', idle: 'MARK_custom_field_never_read', key },
  presets: [['classic', { docs: { routeBasePath: 'docs', sidebarPath: './sidebars.js' }, blog: false }]],
  plugins: ['./plugins/notes.js'],
  themeConfig: { metadata: [{ name: 'a', content: 'MARK_theme_metadata' }] },
  clientModules: ['./src/client.js'],
  scripts: [{ src: '/MARK_config_script.js', async: true }],
};
