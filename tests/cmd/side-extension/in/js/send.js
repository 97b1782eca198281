export const send = (text) => fetch("https://example.com", { method: "POST", body: text });
