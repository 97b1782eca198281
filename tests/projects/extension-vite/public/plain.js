console.log('MARK_plain_content_script');
