import { defineConfig } from '@solidjs/start/config';

export default defineConfig({
  middleware: 'src/middleware.ts',
  vite: { define: { __HARBOR__: JSON.stringify('MARK_define_read') } },
});
