export const call = (...facts) => console.log('MARK_module_used', ...facts);
export const hangUp = () => console.log('MARK_module_unused_export');
