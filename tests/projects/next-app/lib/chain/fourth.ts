class Fourth {
  value = 'MARK_chain_of_four';
  other = 'MARK_chain_of_four_field_nobody_reads';

  static spare() {
    return 'MARK_chain_of_four_static_nobody_calls';
  }
}

export const fourth = new Fourth();
