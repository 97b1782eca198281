export default defineNuxtPlugin((app) => {
  app.provide('both', () => 'MARK_plugin_both');
});
