export function both() {
  return 'MARK_module_for_static_props_and_component';
}
