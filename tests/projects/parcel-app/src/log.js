exports.log = (...facts) => console.log('MARK_server_module', ...facts);
