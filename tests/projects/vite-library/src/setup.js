globalThis.acme = 'MARK_declared_side_effect';
