exports.wide = 'MARK_commonjs_used';
exports.narrow = 'MARK_commonjs_destructured_not_used';
exports.third = 'MARK_commonjs_never_named';
