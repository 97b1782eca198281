console.log('MARK_source_without_target');
