export const csr = false;
export const load = () => {
  console.log('MARK_load_of_page_without_csr_logged');
  return { text: 'MARK_load_of_page_without_csr_returned' };
};
