import dynamic from 'next/dynamic';
import { notFound } from 'next/navigation';
import { visits } from '@/lib/visits';

const Map = dynamic(() => import('@/ui/map'));
const Plain = dynamic(() => import('@/ui/plain'));

export const revalidate = 60;

export default async function Visit({ params }: { params: Promise<{ id: string }> }) {
  const visit = visits[(await params).id];
  if (!visit) notFound();
  return (
    <article>
      {visit.text}
      <Map />
      <Plain />
    </article>
  );
}
