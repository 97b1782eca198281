import { Head, Html, Main, NextScript } from 'next/document';

export default function Document() {
  console.log('MARK_document_logged');
  return (
    <Html lang="MARK_document_rendered">
      <Head />
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
