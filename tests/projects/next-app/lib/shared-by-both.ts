export function currency(code: string) {
  return `${code} MARK_shared_by_both`;
}
