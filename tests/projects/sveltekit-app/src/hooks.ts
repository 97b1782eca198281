export const reroute = ({ url }: { url: URL }) => (url.pathname === '/MARK_universal_hook' ? '/' : undefined);
