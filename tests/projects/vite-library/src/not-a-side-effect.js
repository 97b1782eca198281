globalThis.acmeToo = 'MARK_undeclared_side_effect';
