export const effect = (globalThis.effect = 'MARK_side_effect_import');
