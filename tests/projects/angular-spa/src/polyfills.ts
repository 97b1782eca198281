(globalThis as unknown as Record<string, string>)['ward'] = 'MARK_polyfill';
