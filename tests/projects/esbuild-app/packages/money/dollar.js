globalThis.dollar = 'MARK_workspace_side_effect_free_module';
export const dollar = () => 'MARK_workspace_unused_export';
