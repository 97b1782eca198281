self.legacy = 1;
