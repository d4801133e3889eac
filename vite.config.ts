import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "portal",
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: { target: ["chrome123", "firefox121", "safari17.5"] },
  server: { fs: { allow: [".."] }, proxy: { "/api": "http://127.0.0.1:8000" } },
});
