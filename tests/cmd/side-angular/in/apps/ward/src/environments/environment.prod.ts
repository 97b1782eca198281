export const environment = { key: 'of environment.prod' };
