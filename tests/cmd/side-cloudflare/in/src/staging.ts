export default { fetch: () => new Response("another server") };
