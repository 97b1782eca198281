export const environment = { key: 'of environment.live' };
