export default function Loading() {
  return <p>MARK_loading</p>;
}
