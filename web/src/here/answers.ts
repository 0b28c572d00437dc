/** Answers that are kept in the browser, so that pages open where the server cannot be asked. */

import { Refusal } from "~/protocol/http";
import type { Database } from "~/sync/kept/database";

/** Statuses that say that the server cannot be asked now. */
const AWAY = new Set([0, 502, 503, 504]);
/** Milliseconds between two times that the same is kept: lists are asked for often. */
const PAUSE = 20_000;
/** Milliseconds after which an answer is kept though the page is never idle. */
const LATEST = 2_000;

const ages = new Map<string, number>();
const keptAt = new Map<string, number>();

const database = async (): Promise<Database> => (await import("~/sync/kept/database")).database();

export const isAway = (error: unknown): boolean =>
  error instanceof Refusal && AWAY.has(error.problem.status);

/**
 * Ask, and keep the answer. Where the server cannot be asked and `known` says that nothing is shown
 * yet, the kept answer takes its place.
 */
export async function askOrRecall<T>(
  name: string,
  ask: () => Promise<T>,
  known: () => boolean,
): Promise<T> {
  try {
    const value = await ask();
    ages.delete(name);
    keep(name, value);
    return value;
  } catch (error) {
    if (!isAway(error) || known() || typeof indexedDB === "undefined") throw error;
    const found = await database()
      .then((db) => db.answers.find(name))
      .catch(() => null);
    if (!found) throw error;
    ages.set(name, found.at);
    return found.value as T;
  }
}

/** Since when what is shown is known, where it comes from the browser alone. */
export const ageOf = (name: string): number | null => ages.get(name) ?? null;

function keep(name: string, value: unknown): void {
  if (typeof indexedDB === "undefined") return;
  const now = Date.now();
  if (now - (keptAt.get(name) ?? 0) < PAUSE) return;
  keptAt.set(name, now);
  const run = () =>
    void database()
      .then((db) => db.answers.keep(name, value))
      .catch(() => keptAt.delete(name));
  if (window.requestIdleCallback) window.requestIdleCallback(run, { timeout: LATEST });
  else setTimeout(run, 1000);
}

/** The server knows nobody here: what was kept for reading goes. */
export async function forgetReading(): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  await (await database()).forgetOthers(null);
}
