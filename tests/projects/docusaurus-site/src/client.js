console.log('MARK_client_module');
