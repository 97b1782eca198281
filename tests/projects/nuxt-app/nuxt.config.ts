const notPassedOn = 'MARK_config_constant_not_passed_on';

export default defineNuxtConfig({
  compatibilityDate: '2025-07-15',
  telemetry: false,
  app: { head: { title: 'MARK_config_app_head' } },
  runtimeConfig: {
    mailer: 'MARK_runtime_config_private_logged',
    shown: 'MARK_runtime_config_private_rendered',
    fromEnv: process.env.FLEET_PRIVATE,
    public: {
      maps: 'MARK_runtime_config_public_replaced_by_env',
      idle: 'MARK_runtime_config_public_never_read',
      fromEnv: process.env.FLEET_EXPOSED,
    },
  },
  appConfig: { theme: 'MARK_app_config_in_config' },
  routeRules: { '/about': { prerender: true } },
  experimental: { componentIslands: true },
  vite: { define: { __FLEET__: JSON.stringify('MARK_vite_define') } },
  hooks: { 'build:done': () => console.log(notPassedOn) },
});
