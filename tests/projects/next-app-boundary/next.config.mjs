/** @type {import('next').NextConfig} */
const config = {
  eslint: { ignoreDuringBuilds: true },
  productionBrowserSourceMaps: true,
  redirects: async () => [{ source: '/old', destination: '/?from=MARK_config_redirect', permanent: true }],
};

export default config;
