const password = "k0rrekt-Pferd-<<digits:2>>";
const api_key = "<<alnum:32>>";
