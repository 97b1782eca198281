import { deep } from './deep';

export const split = () => `${deep.used} ${IS_SERVER ? 'MARK_shared_server_branch' : 'MARK_shared_client_branch'}`;
export const join = () => 'MARK_shared_export_of_server';
