/** Dates as people type them: 3 Mar, tomorrow, next fri, 2026-03-03, 03.04.26 14:00, +3d. */

import {
  civilOf,
  DAY,
  dayFromCivil,
  dayOf,
  FIRST_MOMENT,
  fromIso,
  LAST_MOMENT,
  minuteOfDay,
  weekdayOf,
} from "./moments";

export interface DateContext {
  /** Now, in the plan's zone. */
  readonly today: number;
  /** Minute of the day that a date alone means, as a start and as a finish. */
  readonly day_start: number;
  readonly day_finish: number;
  readonly as: "start" | "finish";
  /** The value before: what "+3d" counts from, and a time alone is of that day. */
  readonly base?: number | null;
  /** Adds working days, for "+3d"; calendar days where left out. */
  readonly addDays?: (from: number, days: number) => number;
  /** Whose month names and order of day and month; the browser's if left out. */
  readonly locale?: string;
}

export interface TypedDate {
  readonly moment: number;
  /** Whether a time of day was typed. */
  readonly timed: boolean;
}

/** What a text means; null where it is no date. */
export function parseDate(text: string, context: DateContext): TypedDate | null {
  const typed = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (typed === "") return null;
  const relative = parseRelative(typed, context);
  const found = relative ?? parseAbsolute(typed, context);
  if (!found || found.moment < FIRST_MOMENT || found.moment >= LAST_MOMENT) return null;
  return found;
}

/** The day on which people see a moment: a finish at midnight is the end of the day before. */
export function shownDay(moment: number, as: "start" | "finish"): number {
  return as === "finish" && minuteOfDay(moment) === 0 ? dayOf(moment) - 1 : dayOf(moment);
}

function parseRelative(typed: string, context: DateContext): TypedDate | null {
  const found = /^([+-])\s*(\d+)\s*(d|days?|w|weeks?|mo|months?|y|years?|h|hours?)$/.exec(typed);
  if (!found) return null;
  const from = context.base ?? onDay(dayOf(context.today), context).moment;
  const count = Number(found[2]) * (found[1] === "-" ? -1 : 1);
  const unit = found[3] ?? "";
  if (unit.startsWith("h")) return { moment: from + count * 60, timed: true };
  if (unit.startsWith("d")) {
    const moment = context.addDays ? context.addDays(from, count) : from + count * DAY;
    return { moment, timed: false };
  }
  if (unit.startsWith("w")) return { moment: from + count * 7 * DAY, timed: false };
  const months = unit.startsWith("y") ? count * 12 : count;
  return { moment: monthsLater(from, months), timed: false };
}

/** The same day of a later month, or its last one. */
function monthsLater(from: number, months: number): number {
  const { year, month, day } = civilOf(from);
  const whole = year * 12 + (month - 1) + months;
  const first = dayFromCivil(Math.floor(whole / 12), (((whole % 12) + 12) % 12) + 1, 1) ?? 0;
  let found = first + day - 1;
  while (civilOf(found * DAY).month !== civilOf(first * DAY).month) found -= 1;
  return found * DAY + minuteOfDay(from);
}

function parseAbsolute(typed: string, context: DateContext): TypedDate | null {
  const iso = fromIso(typed.toUpperCase());
  if (iso !== null) {
    return typed.length > 10 ? { moment: iso, timed: true } : onDay(dayOf(iso), context);
  }
  const time = /(?:^|[ ,t]|at )(\d{1,2})(?:[:h.](\d{2}))? ?(am|pm|h|uhr)?$/.exec(typed);
  const minutes = time ? minutesOf(time[1], time[2], time[3]) : null;
  if (time && minutes !== null) {
    const before = typed
      .slice(0, time.index)
      .replace(/(,| at)$/, "")
      .trim();
    const day = before === "" ? dayOf(context.base ?? context.today) : parseDay(before, context);
    if (day !== null) return { moment: day * DAY + minutes, timed: true };
  }
  const day = parseDay(typed, context);
  return day === null ? null : onDay(day, context);
}

function onDay(day: number, context: DateContext): TypedDate {
  const minute = context.as === "start" ? context.day_start : context.day_finish;
  return { moment: day * DAY + minute, timed: false };
}

function minutesOf(hour = "", minute?: string, mark?: string): number | null {
  if (minute === undefined && mark === undefined) return null;
  let hours = Number(hour);
  if (mark === "am" || mark === "pm") {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (mark === "pm" ? 12 : 0);
  }
  const minutes = Number(minute ?? 0);
  return hours > 23 || minutes > 59 ? null : hours * 60 + minutes;
}

function parseDay(typed: string, context: DateContext): number | null {
  const today = dayOf(context.today);
  const words: Record<string, number> = {
    today,
    now: today,
    tomorrow: today + 1,
    tmr: today + 1,
    yesterday: today - 1,
  };
  if (words[typed] !== undefined) return words[typed];
  const next = /^next (week|month)$/.exec(typed);
  if (next?.[1] === "week") return today + 7 - weekdayOf(context.today);
  if (next?.[1] === "month") {
    const later = monthsLater(today * DAY, 1);
    return dayOf(later) - civilOf(later).day + 1;
  }
  return (
    parseWeekday(typed, context) ?? parseNamedMonth(typed, context) ?? parseNumbers(typed, context)
  );
}

function parseWeekday(typed: string, context: DateContext): number | null {
  const found = /^(next |this |last )?(\p{L}+)\.?$/u.exec(typed);
  const weekday = found && nameIn(namesOf(context.locale).weekdays, found[2] ?? "");
  if (weekday === null) return null;
  const today = dayOf(context.today);
  const ahead = (weekday - weekdayOf(context.today) + 7) % 7;
  if (found?.[1] === "last ") return today + ahead - 7;
  if (found?.[1] === "next ") return today - weekdayOf(context.today) + 7 + weekday;
  return today + ahead;
}

function parseNamedMonth(typed: string, context: DateContext): number | null {
  const text = typed.replace(/^\p{L}+\.?,? (?=\d)/u, (start) => {
    const name = start.replace(/[.,]*,? $/, "");
    return nameIn(namesOf(context.locale).weekdays, name) === null ? start : "";
  });
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?(?:of |de )?(\p{L}+)\.?(?:,?[ -]?(?:de )?'?(\d{2}|\d{4}))?$/u.exec(
      text,
    );
  const monthFirst = /^(\p{L}+)\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? '?(\d{4}))?$/u.exec(text);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  if (day === undefined || name === undefined) return null;
  const month = nameIn(namesOf(context.locale).months, name);
  if (month === null) return null;
  return dayNear(year, month + 1, Number(day), context);
}

function parseNumbers(typed: string, context: DateContext): number | null {
  const found = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?$/.exec(typed);
  if (!found) return null;
  const first = Number(found[1]);
  const second = Number(found[3]);
  // Points stand between day and month in that order everywhere.
  const dayIsFirst = found[2] === "." || namesOf(context.locale).dayFirst;
  return dayIsFirst
    ? dayNear(found[4], second, first, context)
    : dayNear(found[4], first, second, context);
}

/** The day of that date; without a year, the one nearest to the value before or to today. */
function dayNear(
  year: string | undefined,
  month: number,
  day: number,
  context: DateContext,
): number | null {
  if (month < 1 || month > 12) return null;
  if (year !== undefined) {
    return dayFromCivil(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  }
  const near = dayOf(context.base ?? context.today);
  const around = civilOf(near * DAY).year;
  let best: number | null = null;
  for (const candidate of [around, around + 1, around - 1]) {
    const found = dayFromCivil(candidate, month, day);
    if (found === null) continue;
    if (best === null || Math.abs(found - near) < Math.abs(best - near)) best = found;
  }
  return best;
}

interface Names {
  /** Names by place (January and Monday are 0), several a place. */
  readonly months: readonly (readonly string[])[];
  readonly weekdays: readonly (readonly string[])[];
  readonly dayFirst: boolean;
}

const known = new Map<string, Names>();

/** English and the locale's own names. */
function namesOf(locale: string | undefined): Names {
  const key = locale ?? "";
  const cached = known.get(key);
  if (cached) return cached;
  const locales = ["en", locale];
  const names = (options: Intl.DateTimeFormatOptions, count: number, at: (n: number) => Date) =>
    Array.from({ length: count }, (_, place) =>
      locales.flatMap((one) =>
        (["long", "short"] as const).map((width) => {
          const style = options.month ? { month: width } : { weekday: width };
          const format = new Intl.DateTimeFormat(one, { ...style, timeZone: "UTC" });
          return format.format(at(place)).toLowerCase().replace(/\.$/, "");
        }),
      ),
    );
  const order = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).map((part) => part.type);
  const found: Names = {
    months: names({ month: "long" }, 12, (place) => new Date(Date.UTC(2024, place, 15))),
    weekdays: names({ weekday: "long" }, 7, (place) => new Date(Date.UTC(2024, 0, 1 + place))),
    dayFirst: order.indexOf("day") < order.indexOf("month"),
  };
  known.set(key, found);
  return found;
}

/** The weekday that a word names, Monday as 0: Mo, Mon, Monday, or by the locale. */
export function weekdayNamed(word: string, locale?: string): number | null {
  return nameIn(namesOf(locale).weekdays, word);
}

/** The place of a name, or of what it begins with by at least two letters if only one begins so. */
function nameIn(names: readonly (readonly string[])[], typed: string): number | null {
  const name = typed.toLowerCase().replace(/\.$/, "");
  const exact = names.findIndex((some) => some.includes(name));
  if (exact >= 0) return exact;
  if (name.length < 2) return null;
  const begins = names.flatMap((some, place) =>
    some.some((one) => one.startsWith(name)) ? [place] : [],
  );
  return begins.length === 1 ? (begins[0] ?? null) : null;
}
