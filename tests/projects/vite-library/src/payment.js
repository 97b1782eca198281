const kind = 'MARK_class_helper_constant';

export class Payment {
  #secret = 'MARK_class_private_field';
  static version = 'MARK_class_static_field';

  get kind() {
    return kind + this.#secret;
  }

  neverCalled() {
    return 'MARK_class_method';
  }
}
