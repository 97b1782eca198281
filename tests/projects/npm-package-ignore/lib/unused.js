module.exports = 'MARK_module_nobody_requires';
