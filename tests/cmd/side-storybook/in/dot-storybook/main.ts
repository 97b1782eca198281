const config = {
  stories: ['../src/**/*.stories.@(ts|tsx)', { directory: '../src/pages', files: '*.story.tsx' }],
  framework: { name: '@storybook/react-webpack5', options: {} },
  staticDirs: [{ from: '../assets', to: '/' }],
  env: (given) => ({ ...given, KIT_KEY: process.env.KIT_SECRET ?? 'read by a story' }),
};
export default config;
