/** Every word that the app asks for by a fixed key is there. */

import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..");
/** Words that come with their pages. */
const LATE = join(SRC, "text/en/pages/*.json");
const PLURALS = ["", "_zero", "_one", "_two", "_few", "_many", "_other"];

const words = new Map<string, unknown>(
  [...globSync(join(SRC, "text/en/*.json")), ...globSync(LATE)].map((path) => [
    basename(path, ".json"),
    JSON.parse(readFileSync(path, "utf8")),
  ]),
);

function has(namespace: string, key: string): boolean {
  const path = key.split(".");
  const last = path.pop() ?? "";
  let at = words.get(namespace);
  for (const step of path) at = (at as Record<string, unknown> | undefined)?.[step];
  const found = at as Record<string, unknown> | undefined;
  return PLURALS.some((plural) => typeof found?.[last + plural] === "string");
}

interface Asked {
  file: string;
  namespace: string;
  key: string;
}

/** The fixed keys of a file, each with the namespaces it may be of. */
function keysOf(path: string): { file: string; namespaces: string[]; key: string }[] {
  const text = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const named = [
    ...text.matchAll(/useTranslation\(\s*(\[[^\]]*\]|"[^"]*")?\s*\)/g),
    ...text.matchAll(/TFunction<\s*(\[[^\]]*\]|"[^"]*")/g),
  ];
  const namespaces = named.flatMap(([, given]) =>
    [...(given ?? "").matchAll(/"([^"]+)"/g)].map(([, one]) => one ?? ""),
  );
  const calls = text.matchAll(/\bt\(\s*((?:[^()`]|\([^()]*\))*?)\)/g);
  const keys = [...calls].flatMap(([, given]) => fixed(given ?? ""));
  return [...new Set(keys)].map((key) => ({ file: path.slice(SRC.length + 1), namespaces, key }));
}

/** The string literals in the first argument: one, or those of a choice `a ? "x" : "y"`. */
function fixed(given: string): string[] {
  const first = given.split(/,\s*\{/)[0] ?? "";
  const chosen = first.includes("?") ? first.slice(first.indexOf("?")) : first;
  if (!chosen.trim().match(/^[?"]/)) return [];
  return [...chosen.matchAll(/"([^"\n]+)"/g)].map(([, key]) => key ?? "");
}

function missing(): Asked[] {
  const files = globSync(join(SRC, "**/*.{ts,tsx}")).filter((path) => !path.includes(".test."));
  return files.flatMap(keysOf).flatMap(({ file, namespaces, key }) => {
    const [before, after] = key.split(":");
    if (after !== undefined) {
      return has(before ?? "", after) ? [] : [{ file, namespace: before ?? "", key: after }];
    }
    // Where a file is handed its `t`, the words may be of any namespace.
    const where = namespaces.length ? namespaces : [...words.keys()];
    return where.some((namespace) => has(namespace, key))
      ? []
      : [{ file, namespace: where.join(" or "), key }];
  });
}

describe("words", () => {
  test("every fixed key that is used exists", () => {
    expect(missing()).toEqual([]);
  });

  test("the search finds the keys of the app, so that it can fail", () => {
    const files = globSync(join(SRC, "**/*.tsx"));
    expect(files.flatMap(keysOf).length).toBeGreaterThan(300);
    expect(fixed('done ? "yes" : "no", { count }')).toEqual(["yes", "no"]);
    expect(has("shell", "project.saving")).toBe(true);
    expect(has("shell", "project.savin")).toBe(false);
  });

  test("late words come with every part that uses them", () => {
    const late = new Set(globSync(LATE).map((path) => basename(path, ".json")));
    const parts = globSync(join(SRC, "**/*.{ts,tsx}"))
      .filter((path) => !path.includes(".test."))
      .flatMap((path) => [
        ...readFileSync(path, "utf8").matchAll(
          /(?:withWords\(\s*\[([^\]]*)\],\s*)?\(\) => import\("~\/([^"]+)"\)/g,
        ),
      ]);
    const wanted = parts.map(([, given, part]) => {
      const used = [...usedFrom(`${join(SRC, part ?? "")}.tsx`)].filter((one) => late.has(one));
      const brought = [...(given ?? "").matchAll(/"([^"]+)"/g)].map(([, one]) => one);
      return { part, missing: used.filter((one) => !brought.includes(one)) };
    });
    expect(wanted.filter((one) => one.missing.length > 0)).toEqual([]);
    expect(wanted.length).toBeGreaterThan(10);
    // Nothing that is there from the first moment uses them.
    const first = [...usedFrom(join(SRC, "main.tsx"))].filter((one) => late.has(one));
    expect(first).toEqual([]);
  });
});

/** The namespaces that a file and all that it imports at once use. */
function usedFrom(entry: string): Set<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path) || !existsSync(path)) continue;
    seen.add(path);
    for (const { namespaces } of keysOf(path)) for (const one of namespaces) found.add(one);
    const text = readFileSync(path, "utf8");
    for (const [, , from] of text.matchAll(/^(import|export)\b(?! type)[^;]*?from "([^"]+)"/gm)) {
      const base = from?.startsWith("~/") ? join(SRC, from.slice(2)) : join(path, "..", from ?? "");
      if (from?.startsWith("~/") || from?.startsWith(".")) {
        queue.push(`${base}.tsx`, `${base}.ts`, join(base, "index.ts"));
      }
    }
  }
  return found;
}
