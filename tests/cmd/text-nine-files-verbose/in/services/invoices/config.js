// invoices
// invoices
// invoices
// invoices
// invoices
// invoices
// invoices
// invoices
// invoices
export const key = "sk_live_<<alnum:24>>";
