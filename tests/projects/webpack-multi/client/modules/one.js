module.exports = 'MARK_require_context';
