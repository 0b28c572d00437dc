// Builds the service worker into the built app (or another folder), with the list of files it keeps.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

/** Larger files (charts) are kept once they were opened, unless the page itself names them: it does not open without. */
const LARGEST = 600 * 1024;
/** So are the words of other languages: most people read one. */
const OTHER_WORDS = /^words-/;
const KEPT = /\.(js|css|woff2|svg|png|webmanifest)$/;

const web = new URL(".", import.meta.url).pathname;
const folder = process.argv[2] ?? join(web, "dist");
const found = ["", "assets", "icons"].flatMap((under) =>
  readdirSync(join(folder, under))
    .filter((name) => KEPT.test(name) && name !== "sw.js" && !OTHER_WORDS.test(name))
    .map((name) => (under ? `/${under}/${name}` : `/${name}`)),
);
const page = readFileSync(join(folder, "index.html"), "utf8");
const files = found
  .filter((path) => page.includes(`"${path}"`) || statSync(join(folder, path)).size <= LARGEST)
  .sort();
const digest = createHash("sha256");
for (const path of ["/index.html", ...files]) digest.update(path).update(readFileSync(join(folder, path)));

await build({
  configFile: false,
  root: web,
  publicDir: false,
  logLevel: "warn",
  define: {
    FILES: JSON.stringify(files),
    BUILD: JSON.stringify(digest.digest("hex").slice(0, 12)),
  },
  build: {
    outDir: folder,
    emptyOutDir: false,
    target: "es2022",
    reportCompressedSize: false,
    lib: { entry: join(web, "src/worker/sw.ts"), formats: ["iife"], name: "headway", fileName: () => "sw.js" },
  },
});
