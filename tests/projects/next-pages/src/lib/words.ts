export const words = { plain: 'MARK_word_used', fancy: 'MARK_word_not_used' };
