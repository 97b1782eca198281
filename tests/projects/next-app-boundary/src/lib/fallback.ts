export const fallback = process.env.PORTAL_NEVER_SET ?? 'MARK_default_of_unset_variable';
