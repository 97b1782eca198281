export default defineAppConfig({ colour: 'MARK_app_config_read', sound: 'MARK_app_config_never_read' });
