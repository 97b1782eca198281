export default function NotFound() {
  return <p>MARK_not_found</p>;
}
