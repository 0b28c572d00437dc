/** Which key zooms, fits the plan or goes to today. Pure. */

export type ZoomWish = "in" | "out" | "fit" | "today";

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const BY_KEY: Readonly<Record<string, ZoomWish>> = {
  "+": "in",
  "=": "in",
  "-": "out",
  "0": "fit",
  t: "today",
};

/** By its place on the keyboard: with Option a Mac's keys write other signs. */
const BY_CODE: Readonly<Record<string, ZoomWish>> = {
  Equal: "in",
  Minus: "out",
  Digit0: "fit",
  KeyT: "today",
};

/**
 * What a key asks for, null for nothing. Alt with + − 0 T holds wherever nothing is typed; the keys
 * alone only where no cell takes them (`plain`). With Ctrl or ⌘ they are the browser's own zoom.
 */
export function zoomWish(event: Pressed, plain: boolean): ZoomWish | null {
  if (event.ctrlKey || event.metaKey || (!event.altKey && !plain)) return null;
  // Alt with digits of the number pad writes signs by their numbers.
  if (event.altKey && /^Numpad\d$/.test(event.code)) return null;
  const found = BY_KEY[event.key.toLowerCase()];
  if (found) return found;
  const foreign = event.key.length === 1 && event.key > "~";
  return event.altKey && foreign ? (BY_CODE[event.code] ?? null) : null;
}
