import * as fourth from './fourth';

export default () => fourth.used();
