export const token = '«sk_live_<<alnum:24>>»';
export const other = '«sk_live_<<alnum:26>>»';
