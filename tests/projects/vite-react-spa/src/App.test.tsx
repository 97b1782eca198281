import { App } from './App';

console.log('MARK_test_file', App);
