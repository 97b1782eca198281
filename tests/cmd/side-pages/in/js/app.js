import { draw } from "./draw.js";

draw();
new Worker("js/worker.js");
