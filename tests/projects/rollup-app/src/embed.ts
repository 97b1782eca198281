import { read } from './reader.js';

export const embed = () => `MARK_second_entry ${read()}`;
