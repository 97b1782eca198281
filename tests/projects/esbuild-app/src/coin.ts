export type Coin = { name: string };
console.log('MARK_type_only_module');
