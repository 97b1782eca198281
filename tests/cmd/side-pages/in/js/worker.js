self.postMessage("a worker");
