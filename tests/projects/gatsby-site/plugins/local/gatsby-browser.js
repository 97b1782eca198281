exports.onClientEntry = (_, options) => console.log('MARK_local_plugin_in_browser', options.token);
