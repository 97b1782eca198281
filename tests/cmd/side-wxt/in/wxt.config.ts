import { defineConfig } from "wxt";

export default defineConfig({ vite: () => ({ define: { __BUILD__: JSON.stringify("7") } }) });
