/** Which days an entry stands on, and in which lane of a week. Pure; days are since 1970-01-01. */

import { shownDay } from "~/model/dates";
import { civilOf, DAY, dayFromCivil, dayOf, minuteOfDay } from "~/model/moments";
import { weekOf } from "~/model/week";

export const WEEK = 7;

/** What of a calendar's arithmetic is needed here; `WorkTime` of the model has it. */
export interface Shifts {
  /** Working intervals between two moments, cut at both. */
  spans(from: number, to: number): (readonly [begin: number, end: number])[];
}

/** Up to this minute a finish may belong to a shift that began the day before. */
const MORNING = 720;

/**
 * The last day of what runs from `start` to `finish`. What ends at the close of a day ends on it; what
 * ends with a night shift ends on the day on which the shift began.
 */
export function lastDay(start: number, finish: number, shifts: () => Shifts): number {
  const first = dayOf(start);
  if (finish <= start) return shownDay(finish, "finish");
  const civil = shownDay(finish, "finish");
  const minute = minuteOfDay(finish);
  if (minute === 0 || minute > MORNING || civil <= first) return Math.max(first, civil);
  const before = shifts()
    .spans(finish - 2 * DAY, finish)
    .at(-1);
  if (!before) return civil;
  const [begin, end] = before;
  // Work round the clock has no shift that it could belong to.
  const night = end === finish && dayOf(begin) === civil - 1 && finish - begin < DAY;
  return night && begin > finish - 2 * DAY ? Math.max(first, civil - 1) : civil;
}

export interface Placed {
  readonly first: number;
  readonly last: number;
}

/** A part of an entry within one week: days 0 to 6 from the week's first, and a lane from 0. */
export interface Segment<Entry extends Placed> {
  readonly entry: Entry;
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  /** Whether it begins before the week, or ends after it. */
  readonly before: boolean;
  readonly after: boolean;
}

/**
 * The entries of the week that begins on `monday`, each in the first lane that is free: those that
 * began earlier first, the longer ones before the shorter, else in the order in which they come.
 * `sorted`: that order counts for all that stand on a day.
 */
export function segmentsOf<Entry extends Placed>(
  entries: readonly Entry[],
  monday: number,
  days = WEEK,
  sorted = false,
): Segment<Entry>[] {
  const end = monday + days - 1;
  const begin = (entry: Entry) => Math.max(entry.first, monday);
  const within = entries
    .filter((entry) => entry.first <= end && entry.last >= monday)
    .sort((a, b) => (sorted ? begin(a) - begin(b) : a.first - b.first || b.last - a.last));
  /** The last day that is taken in each lane. */
  const taken: number[] = [];
  // Lanes fill from the left, so the search for a free one starts behind those full to the end.
  let full = 0;
  return within.map((entry) => {
    const from = Math.max(0, entry.first - monday);
    const to = Math.min(days - 1, entry.last - monday);
    let lane = full;
    while (lane < taken.length && (taken[lane] ?? -1) >= from) lane++;
    taken[lane] = to;
    while ((taken[full] ?? -1) >= days - 1) full++;
    return { entry, lane, from, to, before: entry.first < monday, after: entry.last > end };
  });
}

/** The heading of a group within a week, in a lane of its own. */
export interface Band {
  readonly key: string;
  readonly label: string;
  readonly lane: number;
  readonly count: number;
}

/** A week with groups under each other, each below its heading; one without a label has none. */
export function bandsOf<Entry extends Placed>(
  groups: readonly { key: string; label: string; entries: readonly Entry[] }[],
  monday: number,
  sorted = false,
): { segments: Segment<Entry>[]; bands: Band[] } {
  const segments: Segment<Entry>[] = [];
  const bands: Band[] = [];
  let top = 0;
  for (const { key, label, entries } of groups) {
    const own = segmentsOf(entries, monday, WEEK, sorted);
    if (own.length === 0) continue;
    if (label !== "") bands.push({ key, label, lane: top++, count: own.length });
    for (const one of own) segments.push({ ...one, lane: one.lane + top });
    top += own.reduce((most, one) => Math.max(most, one.lane + 1), 0);
  }
  return { segments, bands };
}

export interface Fitting<Entry extends Placed> {
  readonly shown: readonly Segment<Entry>[];
  /** By day of the week, how many are not shown. */
  readonly more: readonly number[];
}

/** What of a week fits into `lanes`; where something does not, a day's last lane says how many. */
export function fitting<Entry extends Placed>(
  segments: readonly Segment<Entry>[],
  lanes: number,
  days = WEEK,
): Fitting<Entry> {
  const more = new Array<number>(days).fill(0);
  const add = ({ from, to }: Segment<Entry>): void => {
    for (let day = from; day <= to; day++) more[day] = (more[day] ?? 0) + 1;
  };
  for (const one of segments) if (one.lane >= lanes) add(one);
  const short = [...more];
  const shown = segments.filter((one) => {
    if (one.lane >= lanes) return false;
    if (one.lane < lanes - 1) return true;
    for (let day = one.from; day <= one.to; day++) {
      if (short[day]) {
        add(one);
        return false;
      }
    }
    return true;
  });
  return { shown, more };
}

/** The first days of the weeks that show a month whole; `first` is the weekday they begin with. */
export function monthWeeks(day: number, first: number): number[] {
  const { year, month } = civilOf(day * DAY);
  const begin = dayFromCivil(year, month, 1) ?? day;
  const end = (dayFromCivil(month === 12 ? year + 1 : year, (month % 12) + 1, 1) ?? day) - 1;
  const weeks: number[] = [];
  for (let at = weekOf(begin, first); at <= end; at += WEEK) weeks.push(at);
  return weeks;
}

/** The same day some months on, or the month's last. */
export function monthsOn(day: number, by: number): number {
  const { year, month, day: of } = civilOf(day * DAY);
  const whole = year * 12 + month - 1 + by;
  const at = (months: number): number =>
    dayFromCivil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) ?? 0;
  return Math.min(at(whole) + of - 1, at(whole + 1) - 1);
}

/** Whether two days are of one month. */
export function sameMonth(a: number, b: number): boolean {
  const one = civilOf(a * DAY);
  const other = civilOf(b * DAY);
  return one.year === other.year && one.month === other.month;
}
