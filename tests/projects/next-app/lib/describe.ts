export function describe(id: string) {
  return id === '' ? 'MARK_describe_branch_not_taken' : 'MARK_describe_branch_rendered';
}
