import css from './theme.css?inline';

export default css;
