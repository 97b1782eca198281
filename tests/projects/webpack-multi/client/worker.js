self.postMessage('MARK_worker');
