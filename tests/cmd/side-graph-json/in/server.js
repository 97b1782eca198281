import { price } from "./src/price.ts";
import { key } from "./src/key.ts";

console.log(price, key);
