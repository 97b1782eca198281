import { tone } from "./tone.js";

console.log(tone(process.env.BELL_KEY));
