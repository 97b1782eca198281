import type { NextConfig } from 'next';

const config: NextConfig = { transpilePackages: ['@acme/core', '@acme/ui'] };

export default config;
