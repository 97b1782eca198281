self.addEventListener('fetch', () => console.log('MARK_service_worker'));
