export default {
  build: {
    lib: { entry: { pay: 'src/index.js', node: 'src/node.js' }, formats: ['es'] },
    rollupOptions: { external: ['@acme/core', 'node:fs'] },
  },
};
