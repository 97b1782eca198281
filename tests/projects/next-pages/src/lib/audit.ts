console.log('MARK_audit_module_side_effect');

export function audit(...facts: unknown[]) {
  console.log('MARK_audit_logged', ...facts);
}
