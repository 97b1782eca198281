export const report = (...facts) => console.log('MARK_report', ...facts);
