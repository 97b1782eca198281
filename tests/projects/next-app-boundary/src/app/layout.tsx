import { Providers } from '@/ui/providers';
import { Frame } from '@/ui/frame';
import { Notice } from '@/ui/notice';

export default function Layout({ children, modal }: { children: React.ReactNode; modal: React.ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Providers value={{ theme: 'MARK_layout_context_value' }}>
          <Frame aside={<Notice />}>{children}</Frame>
          {modal}
        </Providers>
      </body>
    </html>
  );
}
