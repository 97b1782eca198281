import React from 'react';
import BrowserOnly from '@docusaurus/BrowserOnly';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

export default function Home() {
  const { siteConfig } = useDocusaurusContext();
  return (
    <main>
      MARK_page {siteConfig.customFields.read}
      <BrowserOnly>{() => <i>MARK_browser_only</i>}</BrowserOnly>
    </main>
  );
}
