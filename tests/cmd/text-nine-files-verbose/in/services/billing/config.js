export const key = "sk_live_<<alnum:24>>";
