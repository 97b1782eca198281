export default () => 'of the server';
