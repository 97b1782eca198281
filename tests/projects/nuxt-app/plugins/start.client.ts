export default defineNuxtPlugin(() => {
  console.log('MARK_plugin_client_file');
});
