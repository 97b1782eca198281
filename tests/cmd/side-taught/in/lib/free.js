run('«sk_live_<<alnum:30>>»');
