import { send } from "./send.js";

importScripts("legacy.js");
send("started");
