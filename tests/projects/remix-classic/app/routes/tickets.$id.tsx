import type { ActionFunctionArgs } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { audit } from '../services/audit';

export const action = async ({ request }: ActionFunctionArgs) => {
  const form = await request.formData();
  audit('MARK_ticket_action_logged', form.get('text'));
  return { message: 'MARK_ticket_action_returned' };
};

export const handle = { note: 'MARK_ticket_handle' };

export const ErrorBoundary = () => <p>MARK_ticket_error_boundary</p>;

export default function Ticket() {
  return <p>MARK_ticket_rendered {useActionData<typeof action>()?.message}</p>;
}
