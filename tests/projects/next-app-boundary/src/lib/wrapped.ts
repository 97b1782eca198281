import { format } from './format';

export const wrapped = () => (format(2) === '' ? 'MARK_wrapped_not_rendered' : 'rendered');
