const a = "sk_live_<<alnum:24>>", b = "ghp_<<github-crc32:36>>";
