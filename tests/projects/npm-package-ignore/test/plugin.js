console.log('MARK_ignored_folder');
