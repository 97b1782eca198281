export default function Map() {
  return <figure>MARK_map_behind_dynamic_without_ssr</figure>;
}
