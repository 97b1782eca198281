'use client';

export default function GlobalError() {
  return (
    <html>
      <body>MARK_global_error</body>
    </html>
  );
}
