import { readPost } from '#lib/posts';

export async function getStaticPaths() {
  console.log('MARK_static_paths_logged');
  return { paths: [{ params: { slug: 'first' } }], fallback: false };
}

export const getStaticProps = ({ params }: { params: { slug: string } }) => ({ props: { text: readPost(params.slug) } });

const Post = ({ text }: { text: string }) => <article>{text}</article>;
export default Post;
