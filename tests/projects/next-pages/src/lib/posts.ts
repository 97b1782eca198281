const posts: Record<string, string> = { first: 'MARK_post_returned', second: 'MARK_post_not_returned' };

export const readPost = (slug: string) => posts[slug];
