import type { ReactNode } from 'react';
import './globals.css';

console.log('MARK_layout_module');

export const metadata = { title: 'MARK_layout_metadata' };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      {/* MARK_layout_jsx_comment */}
      <body data-shop="MARK_layout_rendered">{children}</body>
    </html>
  );
}
