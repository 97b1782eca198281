import { defineConfig, loadEnv } from 'vite';

const pick = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !name.endsWith('_OFF')));

export default defineConfig(({ mode }) => ({
  envPrefix: ['VITE_', 'TIDE_OPEN_'],
  define: {
    'process.env': pick(loadEnv(mode, process.cwd(), 'TIDE_')),
    __SETTINGS__: { read: 'MARK_define_object_read', idle: 'MARK_define_object_not_read' },
  },
}));
