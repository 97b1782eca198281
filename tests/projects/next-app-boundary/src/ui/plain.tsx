export default function Plain() {
  console.log('MARK_dynamic_server_component_logged');
  return <b>MARK_dynamic_server_component_rendered</b>;
}
