export default function Private() {
  return <p>MARK_private_folder</p>;
}
