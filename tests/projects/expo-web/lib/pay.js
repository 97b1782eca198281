export const pay = (...facts) => console.log('MARK_module_used', ...facts);
export const refund = () => console.log('MARK_module_unused_export');
