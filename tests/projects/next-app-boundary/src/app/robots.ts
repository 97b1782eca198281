export default function robots() {
  console.log('MARK_robots_logged');
  return { rules: { userAgent: '*', disallow: '/MARK_robots_rule' } };
}
