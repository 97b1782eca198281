import path from "node:path";
import express from "express";
import serve from "serve-static";
import { key } from "./lib/key.js";

const app = express();
app.use(express.static(path.join(import.meta.dirname, "web")));
app.use("/assets", serve("assets"));
app.get("/", (request, response) => response.send(key.length));
app.listen(3000);
