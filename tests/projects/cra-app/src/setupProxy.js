module.exports = () => console.log('MARK_development_proxy');
