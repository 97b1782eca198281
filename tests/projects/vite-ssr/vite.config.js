import vue from '@vitejs/plugin-vue';

export default ({ isSsrBuild }) => ({
  plugins: [vue()],
  define: {
    __SIDE__: JSON.stringify(isSsrBuild ? 'MARK_define_of_ssr_build' : 'MARK_define_of_client_build'),
  },
});
