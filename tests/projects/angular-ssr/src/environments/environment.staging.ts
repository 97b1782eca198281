export const environment = { production: true, api: 'MARK_environment_staging' };
