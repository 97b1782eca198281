run('«sk_live_<<alnum:28>>»');
