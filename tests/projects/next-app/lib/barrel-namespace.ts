export const spare = () => 'MARK_barrel_namespace_unused';
