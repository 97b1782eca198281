import Stripe from "stripe";
const stripe = new Stripe("sk_live_<<alnum:24>>");
