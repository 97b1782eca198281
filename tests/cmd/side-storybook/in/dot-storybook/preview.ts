export default { globals: 'in the browser' };
