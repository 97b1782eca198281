import { row } from "./row.js";

// A comment that stays.
document.title = row(__KEY__);
