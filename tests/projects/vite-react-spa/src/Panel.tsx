const table: Record<string, string> = { a: 'MARK_panel_table_entry', b: 'MARK_panel_table_entry_nobody_reads' };

export default function Panel() {
  return <section>{table.a}</section>;
}
