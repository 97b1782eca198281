export const Icon = () => <i>MARK_barrel_used</i>;
