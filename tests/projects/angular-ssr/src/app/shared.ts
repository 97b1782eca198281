export class label {
  static used = () => 'MARK_static_method_used';
  static unused = () => 'MARK_static_method_unused';
}

export const other = 'MARK_shared_unused_export';
