/** How often something recurs, as people say it: “every Mo, We”, “every 2 weeks”, “every last Fr”. Pure. */

import { weekdayNamed } from "./dates";
import type { Rule } from "./recurrence";

/** What of a rule words say; when it begins and ends is said apart. */
export type Every = Pick<Rule, "unit" | "every" | "weekdays" | "day" | "nth">;

const UNITS: Record<string, Rule["unit"]> = {
  day: "day",
  days: "day",
  workday: "day",
  workdays: "day",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
};
const NTH: Record<string, number> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
  last: -1,
};
const MOST = 999;

/** The rule that follows the word “every”, and how many words it takes; null where none does. */
export function everyIn(
  rest: readonly string[],
  locale?: string,
): { rule: Every; words: number } | null {
  const first = clean(rest[0]);
  const second = clean(rest[1]);
  const days = weekdaysIn(rest, locale);
  if (days) return { rule: { unit: "week", every: 1, weekdays: days.found }, words: days.words };
  const unit = UNITS[first];
  if (unit) return withDays(unit, 1, rest, 1, locale);
  const count = first === "other" ? 2 : /^\d{1,3}$/.test(first) ? Number(first) : 0;
  const counted = UNITS[second];
  if (counted && count >= 1 && count <= MOST) return withDays(counted, count, rest, 2, locale);
  const nth = NTH[first];
  const weekday = nth === undefined ? null : weekdayNamed(singular(second), locale);
  if (nth !== undefined && weekday !== null) {
    const tail = ofMonth(rest, 2);
    return { rule: { unit: "month", every: 1, nth, weekdays: [weekday] }, words: 2 + tail };
  }
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th|\.)$/.exec(rest[0]?.toLowerCase() ?? "")?.[1] ?? 0);
  if (day >= 1 && day <= 31) {
    return { rule: { unit: "month", every: 1, day }, words: 1 + ofMonth(rest, 1) };
  }
  return null;
}

/** “week on Mo, Fr”. */
function withDays(
  unit: Rule["unit"],
  every: number,
  rest: readonly string[],
  used: number,
  locale: string | undefined,
) {
  if (unit !== "week" || clean(rest[used]) !== "on") return { rule: { unit, every }, words: used };
  const days = weekdaysIn(rest.slice(used + 1), locale);
  return days
    ? { rule: { unit, every, weekdays: days.found }, words: used + 1 + days.words }
    : { rule: { unit, every }, words: used };
}

/** “Mo”, “Mo, We and Fr”, “Mondays”. */
function weekdaysIn(words: readonly string[], locale: string | undefined) {
  const found = new Set<number>();
  let used = 0;
  for (let place = 0; place < words.length; ) {
    const joins = place > 0 && /^(?:and|&|\+)$/i.test(words[place] ?? "");
    const more = place === 0 || joins || /,$/.test(words[place - 1] ?? "");
    const word = words[joins ? place + 1 : place];
    if (!more || word === undefined) break;
    const days = word
      .split(/[,/+&]/)
      .filter((one) => one !== "")
      .map((one) => weekdayNamed(singular(clean(one)), locale));
    if (days.length === 0 || days.some((day) => day === null)) break;
    for (const day of days) found.add(day as number);
    place += joins ? 2 : 1;
    used = place;
  }
  return found.size ? { found: [...found].sort((a, b) => a - b), words: used } : null;
}

function ofMonth(rest: readonly string[], at: number): number {
  const [one, two, three] = rest.slice(at, at + 3).map(clean);
  if (one !== "of") return 0;
  return two === "month" ? 2 : (two === "the" || two === "each") && three === "month" ? 3 : 0;
}

function clean(word: string | undefined): string {
  return (word ?? "").toLowerCase().replace(/[,;.]$/, "");
}

const singular = (word: string): string => word.replace(/days$/, "day");
