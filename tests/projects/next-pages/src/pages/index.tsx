import type { GetStaticProps } from 'next';
import { useEffect } from 'react';
import getConfig from 'next/config';
import { readLedger, title } from '#lib/ledger';
import { onlyForStatic } from '#lib/only-for-static';
import { both } from '#lib/both';
import { Chart } from 'components/Chart';

const usedByBoth = 'MARK_index_constant_of_both';
const usedByLoader = 'MARK_index_constant_of_loader';
const usedByNobody = 'MARK_index_constant_of_nobody';

type Props = { rows: string[]; secret: string };

export const getStaticProps: GetStaticProps<Props> = async () => {
  console.log('MARK_static_props_logged', usedByBoth, usedByLoader, process.env.NEXT_PUBLIC_LOADER);
  return {
    props: { rows: [await readLedger(), onlyForStatic(), both()], secret: process.env.LEDGER_STATIC ?? 'MARK_static_props_fallback' },
  };
};

export default function Index({ rows }: Props) {
  const { publicRuntimeConfig } = getConfig();
  useEffect(() => {
    console.log('MARK_index_effect', process.env.LEDGER_EFFECT, process.env.NEXT_PUBLIC_SITE, publicRuntimeConfig.analytics);
    console.log(process.env['NEXT_PUBLIC_BRACKETS'], process.env.CDN, process.env.RELEASE_NAME, __BOTH__, __SIDE__);
  }, [publicRuntimeConfig]);
  return (
    <main title={process.env.LEDGER_COMPONENT}>
      MARK_index_rendered {usedByBoth} {title} {both()} {rows.length}
      <Chart />
    </main>
  );
}
