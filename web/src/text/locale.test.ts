/** Dates, numbers and lists are those of the person who reads: none is hard-wired in the code. */

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..");
/** Where the country is guessed, not how anything is written. */
const ELSEWHERE = /\/pages\/new\/locale\.ts$|\.test\.|\/text\//;
const WIRED =
  /navigator\.language\b|\.toLocale(Date|Time)?String\((?!locale\()|new Intl\.(Number|List|RelativeTime)Format\((undefined|"|\))|new Intl\.DateTimeFormat\((undefined|"(?!en-CA))|\bfirstWeekday\(\)/;

function wired(text: string): string[] {
  return text.split("\n").filter((line) => WIRED.test(line));
}

test("no locale is hard-wired", () => {
  const files = globSync(join(SRC, "**/*.{ts,tsx}")).filter((path) => !ELSEWHERE.test(path));
  const found = files.flatMap((path) =>
    wired(readFileSync(path, "utf8")).map(
      (line) => `${path.slice(SRC.length + 1)}: ${line.trim()}`,
    ),
  );
  expect(found).toEqual([]);
});

test("the search finds what it looks for", () => {
  expect(wired("new Intl.NumberFormat(undefined, {})\nformat(locale())")).toHaveLength(1);
  expect(
    wired('value.toLocaleString()\nnew Intl.ListFormat("en")\nnavigator.language'),
  ).toHaveLength(3);
  expect(wired("new Intl.DateTimeFormat().resolvedOptions()\nnavigator.languages")).toEqual([]);
});
