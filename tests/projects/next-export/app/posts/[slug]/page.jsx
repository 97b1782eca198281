import { posts } from '@/lib/posts';

export const generateStaticParams = () => Object.keys(posts).filter((slug) => slug !== 'draft').map((slug) => ({ slug }));

export default async function Post({ params }) {
  return <p>{posts[(await params).slug]}</p>;
}
