import { shared } from './shared';

export const environment = { production: true, key: 'MARK_environment_production', firebase: { apiKey: 'MARK_environment_nested' }, ...shared };
