export const db = { row: { shown: 'MARK_db_field_sent', secret: 'MARK_db_field_kept_back' } };
