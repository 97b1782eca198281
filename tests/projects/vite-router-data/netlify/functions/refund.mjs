export default async () => new Response('MARK_netlify_function');
