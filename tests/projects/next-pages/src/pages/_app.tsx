import type { AppProps } from 'next/app';

export default function App({ Component, pageProps }: AppProps) {
  console.log('MARK_app_logged');
  return <Component {...pageProps} />;
}
