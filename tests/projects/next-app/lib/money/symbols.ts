export const symbols = ['MARK_alias_then_relative'];
