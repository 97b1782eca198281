import type { GetServerSidePropsContext } from 'next';
import getConfig from 'next/config';
import * as ledger from '#lib/namespace';
import { audit } from '#lib/audit';

export async function getServerSideProps({ query }: GetServerSidePropsContext) {
  const { serverRuntimeConfig } = getConfig();
  audit(process.env.LEDGER_TOKEN, serverRuntimeConfig.mailer, ledger.forLoader());
  if (query.broken) return { redirect: { destination: '/MARK_server_props_redirect', permanent: false } };
  return {
    props: {
      returned: process.env.LEDGER_RETURNED ?? null,
      row: { shown: 'MARK_server_props_returned_and_shown', hidden: 'MARK_server_props_returned_not_shown' },
    },
  };
}

export default function Account({ row }: { row: { shown: string } }) {
  return (
    <p>
      {row.shown} {ledger.forComponent()}
    </p>
  );
}
