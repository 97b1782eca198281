export const environment = {
  production: true,
  api: 'MARK_environment_production_read',
  server: 'MARK_environment_production_read_on_server',
  idle: 'MARK_environment_production_never_read',
};
