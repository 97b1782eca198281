export default function sitemap() {
  return [{ url: 'https://portal.example/MARK_sitemap_entry' }];
}
