export default defineEventHandler(() => {
  console.log('MARK_api_of_prerendered_page_logged');
  return { text: 'MARK_api_of_prerendered_page_answered' };
});
