console.log('MARK_server_beside_the_app');
