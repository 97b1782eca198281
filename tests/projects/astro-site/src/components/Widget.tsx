import { part } from './widget/part';

export default () => <i>{part} MARK_island_visible</i>;
