import page from "./web/index.html";
import { key } from "./lib/key.ts";

Bun.serve({ routes: { "/": page }, fetch: () => new Response(key) });
