export const settings = { open: { name: 'MARK_settings_spread_into_answer' }, secret: 'MARK_settings_kept_back' };
export const publicSettings = { name: 'MARK_settings_in_script', other: 'MARK_settings_in_script_not_read' };
