import { price, type Money } from "./price.ts";
import * as all from "./barrel.ts";

const money: Money = price;
console.log(money, all.label);
if (import.meta.env.SSR) console.log(await import("./key.ts"));
document.addEventListener("click", () => import("./later.ts"));
