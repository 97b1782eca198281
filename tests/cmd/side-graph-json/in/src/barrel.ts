export { label } from "./label.ts";
export * from "./price.ts";
