import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.HEADWAY_DEV_SERVER ?? "http://localhost:8000";

/** Where an open plan begins; what it imports belongs to it. */
const PLAN =
  /\/src\/(app\/(project\/(ProjectFrame|GanttRoute)\.tsx|offline\/keeping\.ts)|sync\/(open|kept\/database)\.ts)$/;

/** Words that only who reads that language fetches; the service worker leaves these files alone. */
const OTHER_WORDS = /\/src\/text\/(?!en\/)([^/]+)\/(?:pages\/)?[^/]+\.json$/;

function wordsName(id: string): string {
  const page = /\/pages\/([^/]+)\.json$/.exec(id)?.[1];
  return ["words", OTHER_WORDS.exec(id)?.[1], page].filter(Boolean).join("-");
}

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    assetsInlineLimit: 2048,
    reportCompressedSize: false,
    manifest: true,
    // What every page loads, and what an open plan loads: one file each, which compress far better than
    // a hundred small ones.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "app", tags: ["$initial"], priority: 2 },
            { name: "plan", test: PLAN, priority: 1 },
            // Words of a second language: one file for what every page needs, one for each late page.
            { name: wordsName, test: OTHER_WORDS },
          ],
        },
      },
    },
  },
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
