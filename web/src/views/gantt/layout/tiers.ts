/** The two rows of labels above the time line, chosen by how much room a unit has. Pure. */

import { quarterWords } from "~/text/locale";
import { type Scale, toMinute, toX } from "./scale";
import { DAY, floorTo, LENGTH, nextOf, type Unit, weekNumber } from "./time";

export interface TierCell {
  readonly key: number;
  readonly x: number;
  readonly width: number;
  readonly label: string;
}

export interface Tiers {
  readonly upper: readonly TierCell[];
  readonly lower: readonly TierCell[];
  readonly lowerUnit: Unit;
}

/** A lower label needs this many pixels; what stands above it. */
const LADDER: readonly { lower: Unit; room: number; upper: Unit }[] = [
  { lower: "hour", room: 30, upper: "day" },
  { lower: "hours6", room: 30, upper: "day" },
  { lower: "day", room: 18, upper: "month" },
  { lower: "week", room: 24, upper: "month" },
  { lower: "month", room: 30, upper: "year" },
  { lower: "quarter", room: 26, upper: "year" },
  { lower: "year", room: 0, upper: "year" },
];

type Words = (minute: number) => string;

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, key: string, options: Intl.DateTimeFormatOptions): Words {
  const name = `${locale} ${key}`;
  let found = formatters.get(name);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    formatters.set(name, found);
  }
  const formatter = found;
  return (minute) => formatter.format(minute * 60_000);
}

const two = (n: number): string => String(n).padStart(2, "0");

function lowerWords(unit: Unit, cell: number, locale: string): Words {
  switch (unit) {
    case "hour":
    case "hours6":
      return (m) => two(Math.floor((((m % DAY) + DAY) % DAY) / 60));
    case "day": {
      const day: Words = (m) => String(new Date(m * 60_000).getUTCDate());
      if (cell < 40) return day;
      const name = format(locale, "weekday", { weekday: cell < 76 ? "narrow" : "short" });
      return (m) => `${name(m)} ${day(m)}`;
    }
    case "week": {
      if (cell < 58) return format(locale, "day", { day: "numeric" });
      return format(locale, "daymonth", { day: "numeric", month: "short" });
    }
    case "month":
      return format(locale, `month${cell < 64}`, { month: cell < 64 ? "short" : "long" });
    case "quarter":
      return (m) => quarterWords(1 + Math.floor(new Date(m * 60_000).getUTCMonth() / 3));
    case "year":
      return cell < 32
        ? (m) => `’${two(new Date(m * 60_000).getUTCFullYear() % 100)}`
        : format(locale, "year", { year: "numeric" });
  }
}

function upperWords(unit: Unit, cell: number, locale: string): Words {
  switch (unit) {
    case "day": {
      const day = format(locale, "fullday", {
        weekday: "short",
        day: "numeric",
        month: "short",
        year: "numeric",
      });
      return (m) => `${day(m)} · ${weekNumber(m)}`;
    }
    case "month":
      return format(locale, `monthyear${cell < 110}`, {
        month: cell < 110 ? "short" : "long",
        year: "numeric",
      });
    default:
      return format(locale, "year", { year: "numeric" });
  }
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** The weekday that weeks begin on, Monday as 0. */
  readonly first: number;
}

function cells(scale: Scale, unit: Unit, { from, to, first }: Part, words: Words): TierCell[] {
  const found: TierCell[] = [];
  for (let at = floorTo(unit, from, first); at < to; at = nextOf(unit, at)) {
    const x = toX(scale, at);
    found.push({ key: at, x, width: toX(scale, nextOf(unit, at)) - x, label: words(at) });
  }
  return found;
}

/** The units that fit a zoom. */
export function unitsFor(perMinute: number): { lower: Unit; upper: Unit } {
  const fits = LADDER.find((step) => LENGTH[step.lower] * perMinute >= step.room);
  return fits ?? { lower: "year", upper: "year" };
}

/** Labels for the pixels `left` to `right`; weeks begin on weekday `first`, Monday as 0. */
export function tiersFor(
  scale: Scale,
  left: number,
  right: number,
  locale: string,
  first = 0,
): Tiers {
  const { lower, upper } = unitsFor(scale.perMinute);
  const from = Math.max(scale.origin, toMinute(scale, left));
  const to = Math.min(scale.end, toMinute(scale, right));
  const part = { from, to, first };
  const lowerCell = LENGTH[lower] * scale.perMinute;
  const upperCell = LENGTH[upper] * scale.perMinute;
  return {
    lower: cells(scale, lower, part, lowerWords(lower, lowerCell, locale)),
    upper: upper === lower ? [] : cells(scale, upper, part, upperWords(upper, upperCell, locale)),
    lowerUnit: lower,
  };
}
