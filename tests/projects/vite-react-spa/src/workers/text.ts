self.postMessage('MARK_worker_by_url');
