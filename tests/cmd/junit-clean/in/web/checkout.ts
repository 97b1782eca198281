export const stripe = loadStripe("pk_live_<<alnum:24>>");
