import react from '@vitejs/plugin-react';
import path from 'node:path';

export default {
  plugins: [react()],
  resolve: { alias: { '@server': path.resolve('server'), '~': path.resolve('src') } },
  build: { rollupOptions: { input: { main: 'index.html', admin: 'admin/index.html' } } },
};
