export const onlyForStatic = () => {
  console.log('MARK_module_only_for_static_props_logged');
  return 'MARK_module_only_for_static_props_returned';
};
