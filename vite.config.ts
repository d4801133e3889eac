import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("./portal"),
  plugins: [react()],
  resolve: { alias: { "@": here("./portal/src") } },
  build: { outDir: "dist", emptyOutDir: true, target: ["chrome123", "firefox121", "safari17.5"] },
  server: {
    fs: { allow: [here(".")] },
    proxy: { "/api": process.env.PALABRE_WEB ?? "http://127.0.0.1:8000" },
  },
});
