export default defineEventHandler(() => {
  console.log('MARK_route_logged', serverTool());
  return 'MARK_route_answered';
});
