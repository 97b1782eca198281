import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    rollupOptions: {
      input: { popup: 'popup.html', options: 'options.html', background: 'src/background.ts', content: 'src/content.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
});
