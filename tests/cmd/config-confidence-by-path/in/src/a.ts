const password = "k0rrekt-Pferd-71";
const api_key = "<<alnum:32>>";
