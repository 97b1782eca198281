import { tone } from "./tone.js";

console.log("dropped");
document.title = tone(BELL_URL);
if (SIDE === "server") document.title = "not here";
