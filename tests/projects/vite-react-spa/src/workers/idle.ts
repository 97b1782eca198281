self.postMessage('MARK_worker_nobody_starts');
