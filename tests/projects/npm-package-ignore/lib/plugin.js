module.exports = 'MARK_module';
