export const helper = () => {
  console.log('MARK_module_called_at_top_level');
  return 'MARK_module_called_at_top_level_result';
};
