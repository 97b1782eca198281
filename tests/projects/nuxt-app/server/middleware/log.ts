export default defineEventHandler((event) => {
  setHeader(event, 'x-fleet', 'MARK_server_middleware_header');
  console.log('MARK_server_middleware_logged');
});
