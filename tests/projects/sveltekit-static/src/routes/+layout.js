export const prerender = true;
export const load = () => ({ section: 'MARK_universal_layout_load' });
