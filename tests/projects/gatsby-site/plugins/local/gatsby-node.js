exports.onPreInit = (_, options) => console.log('MARK_local_plugin_logged', options.token);
