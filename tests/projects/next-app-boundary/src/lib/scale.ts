export function scale(n: number) {
  return `MARK_scale_used ${n}`;
}
