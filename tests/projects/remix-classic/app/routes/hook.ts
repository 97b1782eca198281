import { audit } from '../services/audit';

export const action = () => {
  audit('MARK_resource_action_logged');
  return new Response('MARK_resource_action_answered');
};
