import { read } from '@/lib/read';
import { Counter } from '@/components/counter';

export default async function Page() {
  console.log('MARK_page_logged', process.env.BROCHURE_LOGGED);
  const data = read();
  return (
    <main title={process.env.BROCHURE_RENDERED}>
      {data.shown} <Counter start={data.passed} />
    </main>
  );
}
