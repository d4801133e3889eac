import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: "portal",
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: { target: ["chrome123", "firefox121", "safari17.5"] },
  test: { dir: ".", include: ["portal/src/**/*.test.ts", "palabre/features/*/ui/*.test.ts"] },
  server: { fs: { allow: [".."] }, proxy: { "/api": "http://127.0.0.1:8000" } },
});
