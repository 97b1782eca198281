export default { fetch: () => new Response("the server") };
