console.log('MARK_excluded_test_in_lib');
