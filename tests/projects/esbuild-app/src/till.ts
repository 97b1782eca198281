import type { Coin } from './coin';

export class Till {
  coin: Coin = { name: 'MARK_class_field' };

  open() {
    return 'MARK_class_method_called';
  }

  close() {
    return 'MARK_class_method_not_called';
  }
}
