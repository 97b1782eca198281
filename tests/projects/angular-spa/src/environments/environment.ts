export const environment = { production: false, key: 'MARK_environment_replaced' };
