import { defineConfig } from "vitest/config";
import plain from "./vite.config";

/** The web app's measurements: `python -m bench browser_model`. */
export default defineConfig({
  ...plain,
  test: { ...plain.test, include: ["src/**/*.measure.ts"], testTimeout: 120_000 },
});
