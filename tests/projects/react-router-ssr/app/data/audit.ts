export function audit(...facts: unknown[]) {
  console.log('MARK_module_of_loader_logged', ...facts);
}
