const keys = { pay: "sk_live_<<alnum:24>>", git: "ghp_<<github-crc32:36>>", old: "sk_live_<<alnum:30>>" };
