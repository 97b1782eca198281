console.log('MARK_empty_import');
