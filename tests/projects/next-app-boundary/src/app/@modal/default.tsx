export default function Modal() {
  console.log('MARK_slot_default_logged');
  return <i>MARK_slot_default_rendered</i>;
}
