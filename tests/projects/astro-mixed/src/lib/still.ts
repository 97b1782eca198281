export const still = () => {
  console.log('MARK_module_of_still_component_logged');
  return 'MARK_module_of_still_component_rendered';
};
