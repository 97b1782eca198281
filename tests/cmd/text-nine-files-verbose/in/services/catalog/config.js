// catalog
// catalog
// catalog
// catalog
export const key = "sk_live_<<alnum:24>>";
