console.log('MARK_public_script');
