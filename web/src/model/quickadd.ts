/**
 * A task in one line: “Migrate DB 3d @Ana after 2 by 3 Mar”, or one that recurs: “Weekly status 1h
 * every Mo until 30 Jun”. What is not understood is its name.
 */

import { type DateContext, parseDate } from "./dates";
import { type Duration, type DurationSettings, parseDuration } from "./durations";
import { type Every, everyIn } from "./every";
import { civilOf, DAY, dayFromCivil, minuteOfDay } from "./moments";
import { type Incoming, parsePredecessors } from "./predecessors";

export interface QuickContext {
  readonly settings: DurationSettings;
  readonly dates: Omit<DateContext, "as">;
  /** The key of the task on a line of the outline, from 1. */
  readonly idAt: (line: number) => number | undefined;
  /** Names of people, so that “@Ana Lopez” can be of two words. */
  readonly people: readonly string[];
}

export interface QuickTask {
  readonly name: string;
  readonly duration: Duration | null;
  readonly milestone: boolean;
  readonly assignees: readonly string[];
  readonly predecessors: readonly Incoming[];
  /** Not before. */
  readonly start: number | null;
  readonly deadline: number | null;
  /**
   * How often it recurs; then `start` is when it first may, and `deadline` its end. `clock`: the
   * minute of the day, where no day to begin with was said.
   */
  readonly recurs: (Every & { readonly count?: number; readonly clock?: number }) | null;
}

/** Durations in a sentence need a unit: a bare number belongs to the name. */
const LENGTH =
  /^\d+(?:[.,]\d+)?\s*e?(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mons?|months?)\??$/i;
/** How many words a date or a list of predecessors can have. */
const LONGEST = 5;

export function parseQuickAdd(text: string, context: QuickContext): QuickTask {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const name: string[] = [];
  const assignees: string[] = [];
  const predecessors: Incoming[] = [];
  let duration: { found: Duration; place: number; words: string[] } | null = null;
  let milestone = false;
  let start: number | null = null;
  let deadline: number | null = null;
  let recurs: Every | null = null;
  let yearSaid = false;
  let count: number | null = null;
  let clock: number | null = null;

  for (let place = 0; place < words.length; ) {
    const word = words[place] as string;
    const rest = words.slice(place + 1, place + 1 + LONGEST);
    const person = word.startsWith("@") ? personAt(words, place, context.people) : null;
    if (person) {
      if (!assignees.includes(person.name)) assignees.push(person.name);
      place += person.words;
      continue;
    }
    if (word === "!") {
      milestone = true;
      place += 1;
      continue;
    }
    const times = recurs ? timesAt(words, place) : null;
    if (times) {
      count = times.count;
      place += times.words;
      continue;
    }
    const length = lengthAt(words, place, context.settings);
    if (length) {
      // The last one counts; an earlier one (“3d printing”) goes back to where it stood.
      if (duration) name.splice(duration.place, 0, ...duration.words);
      const used = words.slice(place, place + length.words);
      duration = { found: length.duration, place: name.length, words: used };
      place += length.words;
      continue;
    }
    const key = word.toLowerCase();
    if (key === "every" && !recurs) {
      const found = everyIn(words.slice(place + 1), context.dates.locale);
      if (found) {
        recurs = found.rule;
        place += 1 + found.words;
        continue;
      }
    }
    const hour = key === "at" && recurs ? /^(\d{1,2}):(\d{2})$/.exec(rest[0] ?? "") : null;
    if (hour && Number(hour[1]) < 24 && Number(hour[2]) < 60) {
      clock = Number(hour[1]) * 60 + Number(hour[2]);
      place += 2;
      continue;
    }
    if (key === "after") {
      const found = linksIn(rest, context, predecessors);
      if (found) {
        predecessors.push(...found.links);
        place += 1 + found.words;
        continue;
      }
    }
    if (key === "due" || key === "by" || key === "until" || key === "from" || key === "starting") {
      const opens = key === "from" || key === "starting";
      const found = dateIn(rest, { ...context.dates, as: opens ? "start" : "finish" });
      if (found) {
        if (opens) start = found.moment;
        else {
          deadline = found.moment;
          yearSaid = rest.slice(0, found.words).some((said) => /\d{4}/.test(said));
        }
        place += 1 + found.words;
        continue;
      }
    }
    name.push(word);
    place += 1;
  }
  const length = duration?.found ?? null;
  if (length?.minutes === 0) milestone = true;
  if (recurs) {
    const from = start ?? context.dates.today;
    if (deadline !== null && deadline < from && !yearSaid) deadline = yearLater(deadline);
    if (clock !== null && start !== null) {
      start = start - minuteOfDay(start) + clock;
      clock = null;
    }
  }
  return {
    name: name.join(" ") || text.trim(),
    duration: length,
    milestone,
    assignees,
    predecessors,
    start,
    deadline,
    recurs: recurs && {
      ...recurs,
      ...(count === null ? {} : { count }),
      ...(clock === null ? {} : { clock }),
    },
  };
}

/** “10 times”, “10x”. */
function timesAt(words: readonly string[], place: number) {
  const one = /^(\d{1,3})(x|×|times)?$/i.exec(words[place] ?? "");
  if (!one || Number(one[1]) < 1) return null;
  if (one[2]) return { count: Number(one[1]), words: 1 };
  return /^times[,;.]?$/i.test(words[place + 1] ?? "") ? { count: Number(one[1]), words: 2 } : null;
}

/** The end of what recurs lies ahead: 30 Jun said in November is next year's. */
function yearLater(moment: number): number {
  const { year, month, day } = civilOf(moment);
  const next = dayFromCivil(year + 1, month, day);
  return next === null ? moment : next * DAY + minuteOfDay(moment);
}

function lengthAt(words: readonly string[], place: number, settings: DurationSettings) {
  const one = words[place] ?? "";
  const two = `${one} ${words[place + 1] ?? ""}`;
  // “3 days” is a length, “3 d” and “2 m” too; “Phase 3” is not.
  if (/^\d/.test(one) && LENGTH.test(two)) {
    const duration = parseDuration(two, settings);
    if (duration) return { duration, words: 2 };
  }
  const duration = LENGTH.test(one) ? parseDuration(one, settings) : null;
  return duration && { duration, words: 1 };
}

/** The name after an @: the longest that is known, in quotes, or one word. */
function personAt(words: readonly string[], place: number, people: readonly string[]) {
  const quoted = /^@"([^"]+)"/.exec(words.slice(place).join(" "));
  if (quoted?.[1]) return { name: quoted[1], words: quoted[1].trim().split(/\s+/).length };
  const known = new Map(people.map((name) => [name.toLowerCase(), name]));
  for (let count = Math.min(LONGEST, words.length - place); count > 0; count--) {
    const typed = words
      .slice(place, place + count)
      .join(" ")
      .slice(1)
      .replace(/[,;]$/, "");
    const name = known.get(typed.toLowerCase());
    if (name !== undefined) return { name, words: count };
  }
  const name = (words[place] ?? "").slice(1).replace(/[,;]$/, "");
  return name === "" ? null : { name, words: 1 };
}

function linksIn(rest: readonly string[], context: QuickContext, known: readonly Incoming[]) {
  for (let count = rest.length; count > 0; count--) {
    const text = rest
      .slice(0, count)
      .join(" ")
      .replace(/[,;]$/, "")
      .replaceAll(/ (?:and|&) /gi, ", ");
    const found = parsePredecessors(text, context);
    if (!found.ok || found.value.length === 0) continue;
    const again = known.some((one) =>
      found.value.some((link) => link.predecessor_id === one.predecessor_id),
    );
    if (!again) return { links: found.value, words: count };
  }
  return null;
}

function dateIn(rest: readonly string[], context: DateContext) {
  for (let count = rest.length; count > 0; count--) {
    const found = parseDate(rest.slice(0, count).join(" "), context);
    if (found) return { moment: found.moment, words: count };
  }
  return null;
}
