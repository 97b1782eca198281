export default defineEventHandler(() => {
  console.log('MARK_api_post_logged');
  return 'MARK_api_post_answered';
});
