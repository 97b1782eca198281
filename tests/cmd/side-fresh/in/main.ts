import { start } from "$fresh/server.ts";
