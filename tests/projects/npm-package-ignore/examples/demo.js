console.log('MARK_example');
