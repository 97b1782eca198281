export const shared = () => 'MARK_lib_of_frontmatter_and_island';
