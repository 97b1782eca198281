export const words = { client: 'MARK_words_for_client', server: 'MARK_words_for_server' };
