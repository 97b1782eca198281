console.log('MARK_service_worker');
