export async function action() {
  console.log('MARK_re_exported_action_logged');
  return null;
}
