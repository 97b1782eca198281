module.exports = 'MARK_ignored_by_pattern';
