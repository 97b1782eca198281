import json from '@rollup/plugin-json';
import resolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

process.loadEnvFile('.env');

const release = 'MARK_config_constant_in_intro';

export default {
  input: { app: 'src/app.ts', embed: 'src/embed.ts' },
  output: { dir: 'dist', format: 'es', intro: `const release = '${release}';`, plugins: [terser()] },
  plugins: [
    resolve({ browser: true }),
    json(),
    typescript(),
    replace({
      preventAssignment: true,
      values: {
        'process.env.NODE_ENV': JSON.stringify('production'),
        'process.env.METER_URL': JSON.stringify(process.env.METER_URL),
        __IDLE__: JSON.stringify('MARK_replace_never_read'),
      },
    }),
  ],
};
