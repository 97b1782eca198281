const KEY: &str = "sk_live_<<alnum:24>>";
