import { mount, StartClient } from '@solidjs/start/client';

console.log('MARK_entry_client');
mount(() => <StartClient />, document.getElementById('app')!);
