export const policy = () => {
  console.log('MARK_module_of_server_component_in_client_slot_logged');
  return 'MARK_module_of_server_component_in_client_slot_rendered';
};
