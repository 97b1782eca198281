import { currency } from '@/lib/shared-by-both';

export function Banner() {
  console.log('MARK_banner_logged');
  return <aside>{currency('MARK_banner_argument')}</aside>;
}
