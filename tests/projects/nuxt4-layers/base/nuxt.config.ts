export default defineNuxtConfig({ runtimeConfig: { public: { base: 'MARK_public_config_of_layer' } } });
