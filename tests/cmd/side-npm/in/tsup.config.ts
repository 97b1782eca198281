import { defineConfig } from "tsup";

export default defineConfig({ entry: ["src/index.ts", "src/cli/*.ts"], define: { __HOME__: JSON.stringify("https://example.com") } });
