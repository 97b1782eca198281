import { connect } from '@acme/core/server';
import { Button } from '@acme/ui';
import { Basket } from '@/basket';

export default function Page() {
  connect('MARK_shop_page_logged');
  return (
    <main>
      MARK_shop_page_rendered <Basket /> <Button />
    </main>
  );
}
