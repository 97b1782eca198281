const drawer = 'MARK_lib_of_frontmatter_logged';

export function readDesk() {
  console.log(drawer);
  return 'MARK_lib_of_frontmatter_returned_and_logged';
}
