import type { NextConfig } from 'next';

const unusedInConfig = 'MARK_config_not_passed_on';

const config: NextConfig = {
  env: {
    REPORT_KEY: 'MARK_config_env_read_in_client',
    REPORT_SINK: 'MARK_config_env_read_on_server',
    REPORT_IDLE: 'MARK_config_env_never_read',
    REPORT_DSN: process.env.PLAIN_REPORT_DSN,
  },
  compiler: {
    define: { SHOP_BUILD: 'MARK_config_define' },
    defineServer: { SHOP_SERVER_BUILD: 'MARK_config_define_server' },
  },
  headers: async () => [{ source: '/:path*', headers: [{ key: 'x-shop', value: 'MARK_config_header' }] }],
};

export default config;
