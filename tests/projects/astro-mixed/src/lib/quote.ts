export const quote = { text: 'MARK_quote_rendered', source: 'MARK_quote_answered_by_endpoint', hidden: 'MARK_quote_kept_back' };
