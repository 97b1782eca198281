export const posts = { first: 'MARK_post_exported', draft: 'MARK_post_not_exported' };
