export default () => 'of nobody';
