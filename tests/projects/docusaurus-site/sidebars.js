export default { docs: ['intro'] };
