export const environment = { production: false, api: 'MARK_environment_replaced', server: '', idle: '' };
