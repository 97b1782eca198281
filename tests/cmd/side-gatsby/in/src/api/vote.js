export default () => 'of a function';
