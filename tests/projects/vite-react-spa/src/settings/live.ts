export const live = { host: 'MARK_alias_settings_live' };
