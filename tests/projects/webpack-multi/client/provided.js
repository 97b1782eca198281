module.exports = { name: 'MARK_provide_plugin' };
