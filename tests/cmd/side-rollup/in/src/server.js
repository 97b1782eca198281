import fs from "fs";
import { row } from "./row.js";

fs.writeFileSync("out", row("the server's"));
