import { policy } from '@/lib/policy';

export function Notice() {
  console.log('MARK_server_component_in_client_slot_logged');
  return <small>{policy()}</small>;
}
