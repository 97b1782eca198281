(window as unknown as Record<string, string>).polyfill = 'MARK_side_effect_import';
