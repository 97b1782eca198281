export default function Template({ children }: { children: React.ReactNode }) {
  return <div title="MARK_template">{children}</div>;
}
