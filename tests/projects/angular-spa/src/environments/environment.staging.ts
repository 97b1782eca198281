export const environment = { production: true, key: 'MARK_environment_staging' };
