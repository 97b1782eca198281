export default {
  stories: ['../src/**/*.stories.tsx'],
  framework: '@storybook/react-vite',
  core: { disableTelemetry: true },
  staticDirs: ['../public'],
  env: (config: Record<string, string>) => ({ ...config, KIT_CUSTOM: 'MARK_main_env' }),
};
