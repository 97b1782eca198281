import './broken';

const key = '«sk_live_<<alnum:24>>»';
console.log(key);
