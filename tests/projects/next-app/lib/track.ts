export function track(...facts: unknown[]) {
  console.log('MARK_dynamic_import', ...facts);
}
