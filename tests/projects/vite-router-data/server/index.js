import { secret } from './shared.js';

console.log('MARK_server_entry_nobody_builds', secret());
