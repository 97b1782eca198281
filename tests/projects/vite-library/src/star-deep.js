export const two = () => 'MARK_star_deep_export';
export const three = () => 'MARK_star_deep_not_re_exported';
