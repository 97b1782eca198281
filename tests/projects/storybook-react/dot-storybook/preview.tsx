export default { globals: { note: 'MARK_preview_globals' } };
