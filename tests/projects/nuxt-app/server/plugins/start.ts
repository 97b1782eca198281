export default defineNitroPlugin(() => {
  console.log('MARK_nitro_plugin_logged');
});
