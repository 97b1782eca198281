export const Table = () => <table title="MARK_barrel_unused" />;
