export const switchOff = () => 'MARK_barrel_unused';
