export const stripe = loadStripe("pk_live_<<alnum:24>>");
fetch(url, { headers: { "api-key": "snd_<<alnum:64>>" } });
