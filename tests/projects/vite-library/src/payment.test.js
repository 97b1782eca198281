import { Payment } from './payment.js';

console.log(new Payment().kind === 'MARK_test_file');
