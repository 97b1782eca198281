export { kit } from "./kit";
