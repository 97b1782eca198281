export default defineEventHandler(() => {
  console.log('MARK_layer_endpoint_logged');
  return 'MARK_layer_endpoint_answered';
});
