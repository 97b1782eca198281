document.body.append('MARK_options_script');
