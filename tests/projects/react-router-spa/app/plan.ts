export const readPlan = () => {
  console.log('MARK_module_of_root_loader_logged');
  return 'MARK_module_of_root_loader_returned';
};
