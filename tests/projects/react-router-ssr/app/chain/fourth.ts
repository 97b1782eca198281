export const used = () => 'MARK_chain_of_four_used';
export const unused = () => 'MARK_chain_of_four_unused';
