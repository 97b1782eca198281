console.log('MARK_test_file');
