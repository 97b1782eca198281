console.log('MARK_instrumentation_client');
