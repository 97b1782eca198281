export const onlyStatic = () => {
  console.log('MARK_lib_of_static_component_logged');
  return 'MARK_lib_of_static_component_rendered';
};
