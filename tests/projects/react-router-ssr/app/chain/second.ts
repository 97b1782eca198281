import third from './third';

export default () => third();
