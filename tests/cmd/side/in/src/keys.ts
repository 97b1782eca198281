export const secret = '«sk_live_<<alnum:24>>»';
export const unused = '«sk_live_<<alnum:26>>»';
