export const visits: Record<string, { text: string }> = { a: { text: 'MARK_visit_asked_for' }, b: { text: 'MARK_visit_not_asked_for' } };
