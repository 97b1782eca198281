var legacy = 'MARK_global_script';
console.log(legacy);
