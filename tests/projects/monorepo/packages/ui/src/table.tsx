export const Table = () => <table title="MARK_ui_used_by_nobody" />;
