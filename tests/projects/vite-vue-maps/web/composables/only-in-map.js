export function onlyInMap() {
  return 'MARK_module_used';
}

export function unusedInUsedModule() {
  return 'MARK_unused_export_of_used_module';
}
