export const Card = () => <b>MARK_barrel_used</b>;
