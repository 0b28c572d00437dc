import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.HEADWAY_DEV_SERVER ?? "http://localhost:8000";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 2048, reportCompressedSize: false, manifest: true },
  server: {
    proxy: {
      "/api": server,
      "/_allauth": server,
      "/sign-in/": server,
      "/ws": { target: server, ws: true },
    },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    testTimeout: 20000,
  },
});
