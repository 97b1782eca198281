'use client';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return <button onClick={reset}>MARK_error_page</button>;
}
