/**
 * Working time: calendars as sorted intervals with running sums, and arithmetic on them.
 * The rules of the engine's worktime module, for previews, shading and snapping.
 */

import { DAY, dayOf, FIRST_MOMENT, LAST_MOMENT } from "./moments";

/** [from, to] in minutes of a day; `to` may pass 1440 for a night shift. */
export type Intervals = readonly (readonly [number, number])[];

export interface CalendarRules {
  /** Monday first; [] is a day off, null takes the base calendar's day. */
  readonly week: readonly (Intervals | null)[];
  /** `first` and `last` are days since 1970-01-01. */
  readonly exceptions: readonly { first: number; last: number; intervals: Intervals }[];
  readonly workWeeks: readonly {
    first: number;
    last: number;
    week: readonly (Intervals | null)[];
  }[];
  readonly base: CalendarRules | null;
}

/** Eight to twelve and one to five, as the engine's standard week. */
const WORKDAY: Intervals = [
  [480, 720],
  [780, 1020],
];

/** The calendar of a project that has none. */
export const STANDARD: CalendarRules = {
  week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
  exceptions: [],
  workWeeks: [],
  base: null,
};

/** Working intervals that begin on a day (days since 1970-01-01). */
export function intervalsOf(calendar: CalendarRules, day: number): Intervals {
  const weekday = (((day + 3) % 7) + 7) % 7;
  const covers = (entry: { first: number; last: number }) =>
    entry.first <= day && day <= entry.last;
  for (let at: CalendarRules | null = calendar; at; at = at.base) {
    const exception = at.exceptions.find(covers);
    if (exception) return exception.intervals;
    for (const other of at.workWeeks) {
      const found = covers(other) ? other.week[weekday] : null;
      if (found) return found;
    }
    const own = at.week[weekday];
    if (own) {
      // A base's exception (a holiday) holds over the pattern of the calendar that refines it.
      for (let base = at.base; base; base = base.base) {
        const above = base.exceptions.find(covers);
        if (above) return above.intervals;
      }
      return own;
    }
  }
  return [];
}

interface Spans {
  readonly begin: number[];
  readonly end: number[];
}

function spansOf(calendar: CalendarRules, first: number, last: number): Spans {
  const begin: number[] = [];
  const end: number[] = [];
  for (let day = first; day < last; day++) {
    for (const [from, to] of intervalsOf(calendar, day)) {
      const previous = end.at(-1);
      if (previous !== undefined && previous >= day * DAY + from) {
        end[end.length - 1] = Math.max(previous, day * DAY + to);
      } else {
        begin.push(day * DAY + from);
        end.push(day * DAY + to);
      }
    }
  }
  return { begin, end };
}

function intersect(one: Spans, other: Spans): Spans {
  const begin: number[] = [];
  const end: number[] = [];
  let i = 0;
  let j = 0;
  while (i < one.begin.length && j < other.begin.length) {
    const [oneEnd, otherEnd] = [at(one.end, i), at(other.end, j)];
    const low = Math.max(at(one.begin, i), at(other.begin, j));
    const high = Math.min(oneEnd, otherEnd);
    if (low < high) {
      begin.push(low);
      end.push(high);
    }
    if (oneEnd < otherEnd) i += 1;
    else j += 1;
  }
  return { begin, end };
}

/** How far a horizon reaches beyond what was asked for, in days. */
const MARGIN = 400;
const FIRST_DAY = dayOf(FIRST_MOMENT);
const LAST_DAY = dayOf(LAST_MOMENT);

/** The common working time of some calendars; of none it is round the clock. */
export class WorkTime {
  readonly #calendars: readonly CalendarRules[];
  #first = 0;
  #last = 0;
  #begin: number[] = [];
  #end: number[] = [];
  /** Working minutes before each interval, from the horizon's begin. */
  #before: number[] = [];

  constructor(calendars: readonly CalendarRules[]) {
    this.#calendars = calendars;
  }

  get roundTheClock(): boolean {
    return this.#calendars.length === 0;
  }

  /** The first working moment at or after `moment`. */
  next(moment: number): number {
    return this.#within(moment, moment, () => {
      const i = this.#at(moment);
      return i < this.#begin.length ? Math.max(moment, at(this.#begin, i)) : null;
    });
  }

  /** The last moment at or before `moment` at which work can end. */
  previous(moment: number): number {
    return this.#within(moment, moment, () => {
      const i = this.#at(moment - 1);
      if (i < this.#begin.length && at(this.#begin, i) < moment) return moment;
      return i > 0 ? at(this.#end, i - 1) : null;
    });
  }

  /** The moment at which `minutes` of work begun at `moment` end; negative ones go back. */
  add(moment: number, minutes: number): number {
    if (minutes === 0) return moment;
    if (this.roundTheClock) return moment + minutes;
    return this.#within(moment, moment + minutes, () => {
      const target = this.#position(moment) + minutes;
      return minutes > 0 ? this.#endOf(target) : this.#beginOf(target);
    });
  }

  /** The working minutes between two moments; negative if they are the wrong way round. */
  between(start: number, finish: number): number {
    if (this.roundTheClock) return finish - start;
    this.#reach(Math.min(start, finish), Math.max(start, finish));
    return this.#position(finish) - this.#position(start);
  }

  /** Working intervals between two moments, cut at both. */
  spans(from: number, to: number): [number, number][] {
    if (this.roundTheClock) return from < to ? [[from, to]] : [];
    this.#reach(from, to);
    const found: [number, number][] = [];
    for (let i = this.#at(from); i < this.#begin.length && at(this.#begin, i) < to; i++) {
      found.push([Math.max(from, at(this.#begin, i)), Math.min(to, at(this.#end, i))]);
    }
    return found;
  }

  /** Time without work between two moments: what is shaded. */
  gaps(from: number, to: number): [number, number][] {
    const found: [number, number][] = [];
    let low = from;
    for (const [begin, end] of this.spans(from, to)) {
      if (begin > low) found.push([low, begin]);
      low = end;
    }
    if (low < to) found.push([low, to]);
    return found;
  }

  /** Whether any work is done on a day (days since 1970-01-01). */
  worksOn(day: number): boolean {
    return this.spans(day * DAY, (day + 1) * DAY).length > 0;
  }

  /** `moment` at a multiple of `grain` minutes and in working time, as a start or as a finish. */
  snap(moment: number, as: "start" | "finish", grain = 1): number {
    const rounded = Math.round(moment / grain) * grain;
    return as === "start" ? this.next(rounded) : this.previous(rounded);
  }

  /** The first interval that ends after `moment`; the number of intervals if none does. */
  #at(moment: number): number {
    return firstWhere(this.#end.length, (i) => at(this.#end, i) > moment);
  }

  #position(moment: number): number {
    const i = this.#at(moment);
    if (i === this.#begin.length) return this.#total();
    return at(this.#before, i) + Math.max(0, moment - at(this.#begin, i));
  }

  #total(): number {
    const last = this.#begin.length - 1;
    return last < 0 ? 0 : at(this.#before, last) + at(this.#end, last) - at(this.#begin, last);
  }

  /** The moment by which `target` minutes are done; null beyond the horizon. */
  #endOf(target: number): number | null {
    const length = (i: number) => at(this.#end, i) - at(this.#begin, i);
    const i = firstWhere(this.#begin.length, (k) => at(this.#before, k) + length(k) >= target);
    if (i === this.#begin.length) return null;
    return at(this.#begin, i) + target - at(this.#before, i);
  }

  /** The moment from which the work after `target` minutes is done; null before the horizon. */
  #beginOf(target: number): number | null {
    if (target < 0) return null;
    const i = firstWhere(this.#begin.length, (k) => at(this.#before, k) > target) - 1;
    return i < 0 ? null : at(this.#begin, i) + target - at(this.#before, i);
  }

  /** Ask within a horizon that grows until there is an answer, or to where the engine ends too. */
  #within(from: number, to: number, ask: () => number | null): number {
    if (this.roundTheClock) return to;
    let low = Math.min(from, to);
    let high = Math.max(from, to);
    for (;;) {
      this.#reach(low, high);
      const found = ask();
      if (found !== null) return found;
      if (this.#first <= FIRST_DAY && this.#last >= LAST_DAY) return to;
      const width = (this.#last - this.#first) * DAY;
      low -= width;
      high += width;
    }
  }

  #reach(from: number, to: number): void {
    const first = Math.max(FIRST_DAY, dayOf(from) - 1);
    const last = Math.min(LAST_DAY, dayOf(to) + 2);
    const empty = this.#last <= this.#first;
    if (!empty && first >= this.#first && last <= this.#last) return;
    this.#first = Math.max(FIRST_DAY, Math.min(first, empty ? first : this.#first) - MARGIN);
    this.#last = Math.min(LAST_DAY, Math.max(last, empty ? last : this.#last) + MARGIN);
    let spans: Spans | null = null;
    for (const calendar of this.#calendars) {
      const own = spansOf(calendar, this.#first, this.#last);
      spans = spans ? intersect(spans, own) : own;
    }
    this.#begin = spans?.begin ?? [];
    this.#end = spans?.end ?? [];
    let sum = 0;
    this.#before = this.#begin.map((begin, i) => {
      const before = sum;
      sum += at(this.#end, i) - begin;
      return before;
    });
  }
}

function at(values: readonly number[], index: number): number {
  return values[index] as number;
}

/** The first index below `count` of which `test` holds (and of all after it); else `count`. */
function firstWhere(count: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
