GITHUB_TOKEN=ghp_<<github-crc32:36>>
