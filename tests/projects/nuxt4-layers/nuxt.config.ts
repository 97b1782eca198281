export default defineNuxtConfig({
  compatibilityDate: '2025-11-01',
  telemetry: false,
  extends: ['./base'],
  ssr: true,
  components: [{ path: '~/components', pathPrefix: false }],
  imports: { dirs: ['stores'] },
  runtimeConfig: { vault: '', public: { site: 'MARK_public_config_read_in_page' } },
  routeRules: { '/studio/**': { ssr: false }, '/archive': { redirect: '/?MARK_route_rule_redirect' } },
  vite: { define: { __GALLERY__: '"MARK_define_read"' } },
  $production: { runtimeConfig: { public: { mode: 'MARK_public_config_of_production' } } },
  $development: { runtimeConfig: { public: { mode: 'MARK_public_config_of_development' } } },
});
