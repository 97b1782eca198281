export default function manifest() {
  return { name: 'MARK_manifest_name' };
}
