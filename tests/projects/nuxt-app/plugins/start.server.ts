export default defineNuxtPlugin(() => {
  console.log('MARK_plugin_server_file');
});
