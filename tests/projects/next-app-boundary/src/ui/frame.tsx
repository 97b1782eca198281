'use client';

export function Frame({ aside, children }: { aside: React.ReactNode; children: React.ReactNode }) {
  return (
    <section onClick={() => console.log('MARK_frame_handler')}>
      {children}
      {aside}
    </section>
  );
}
