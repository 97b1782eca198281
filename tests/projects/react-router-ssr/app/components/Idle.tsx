export const Idle = () => <b>MARK_barrel_unused</b>;
