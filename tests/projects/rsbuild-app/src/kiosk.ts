import { dim } from '@lamp/glow';

console.log('MARK_second_entry', dim());
