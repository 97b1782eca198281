import { digits } from './digits';

export const format = (n: number) => `${digits} ${n}`;
export const parse = () => 'MARK_format_export_of_nobody';
