const loadAll = require.context('./modules', false, /\.js$/);

loadAll.keys().forEach((key) => console.log('MARK_second_entry', loadAll(key)));
