import { sizes } from "@/sizes";
import { ask } from "./ask";

console.log("dropped with its call", ask);
document.title = `${sizes.wide} ${ask(process.env.DESK_URL)} ${__NOTE__}`;
if (!__WEB__) document.title = "dropped with its branch";
