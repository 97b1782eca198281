import type { NextApiRequest, NextApiResponse } from 'next';
import { both } from '#lib/both';
import { audit } from '#lib/audit';

export default function handler(request: NextApiRequest, response: NextApiResponse) {
  audit('MARK_api_logged', process.env.LEDGER_API, both());
  response.setHeader('x-orders', 'MARK_api_header_answered');
  response.json({ text: 'MARK_api_answered' });
}
