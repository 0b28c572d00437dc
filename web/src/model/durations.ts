/** Durations as people write them: 3d, 2w, 4h, 1.5mo, 2ed, 5d? The rules of the server's. */

import type { TaskRow } from "~/protocol/tables.generated";

export type DurationUnit = TaskRow["duration_unit"];

/** The settings of a project that durations count by. */
export interface DurationSettings {
  readonly minutes_per_day: number;
  readonly minutes_per_week: number;
  readonly days_per_month: number;
}

export interface Duration {
  readonly minutes: number;
  readonly unit: DurationUnit;
  /** Written with a question mark: a guess. */
  readonly estimated: boolean;
}

const ELAPSED: Partial<Record<DurationUnit, number>> = {
  em: 1,
  eh: 60,
  ed: 1440,
  ew: 10_080,
  emo: 43_200,
};

const NAMES: Record<string, DurationUnit> = {};
for (const [unit, names] of Object.entries({
  m: "m min mins minute minutes",
  h: "h hr hrs hour hours",
  d: "d day days",
  w: "w wk wks week weeks",
  mo: "mo mon mons month months",
})) {
  for (const name of names.split(" ")) NAMES[name] = unit as DurationUnit;
}
NAMES[""] = "d";

const PATTERN = /^\s*([+-]?)(\d+(?:[.,]\d+)?)\s*(e?)([a-z]*)\s*(\?)?\s*$/i;

/** The minutes of one unit by a project's settings. */
export function unitMinutes(unit: DurationUnit, settings: DurationSettings): number {
  const elapsed = ELAPSED[unit];
  if (elapsed !== undefined) return elapsed;
  switch (unit) {
    case "m":
      return 1;
    case "h":
      return 60;
    case "w":
      return settings.minutes_per_week;
    case "mo":
      return settings.minutes_per_day * settings.days_per_month;
    default:
      return settings.minutes_per_day;
  }
}

export function isElapsed(unit: DurationUnit): boolean {
  return unit.startsWith("e");
}

/** What a text means, null where it is no duration. A bare number is days. */
export function parseDuration(text: string, settings: DurationSettings): Duration | null {
  const found = PATTERN.exec(text);
  if (!found) return null;
  const [, sign, number, elapsed, name, guess] = found;
  const plain = NAMES[(name ?? "").toLowerCase()];
  if (plain === undefined) return null;
  const unit = (elapsed ? `e${plain}` : plain) as DurationUnit;
  const value = Number((number ?? "").replace(",", "."));
  const minutes = roundHalfEven(value * unitMinutes(unit, settings));
  return { minutes: sign === "-" ? -minutes : minutes, unit, estimated: guess === "?" };
}

/** Minutes as people write them, in `unit`: 3d, 1.5w, 2ed; a guess with its question mark. */
export function formatDuration(
  minutes: number,
  unit: DurationUnit,
  settings: DurationSettings,
  estimated = false,
): string {
  const value = minutes / unitMinutes(unit, settings);
  // Eighths are the only ties of two decimals; the server rounds them to even.
  const tie = Number.isInteger(value * 8);
  const rounded = tie ? roundHalfEven(value * 100) / 100 : Number(value.toFixed(2));
  return `${rounded}${unit}${estimated ? "?" : ""}`;
}

/** Python's round(): halves go to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
